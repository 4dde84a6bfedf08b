package dev.redoubt.signing.attestation;

import dev.redoubt.signing.internal.StrictJsonObject;
import dev.redoubt.signing.refusal.RefusedException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes test results in JSON.
final class TestResultJson {

  private TestResultJson() {}

  static TestResult read(JsonNode json) throws RefusedException {
    StrictJsonObject fields =
        StrictJsonObject.of(
            json,
            "predicate",
            Set.of("result", "configuration", "url", "passedTests", "warnedTests", "failedTests"));
    TestResult.Result result = EnumField.of(TestResult.Result.class, fields, "result");
    if (!fields.has("configuration")) {
      throw new RefusedException("`predicate.configuration` is missing");
    }
    List<String> failed = fields.texts("failedTests");
    if (result != TestResult.Result.FAILED && !failed.isEmpty()) {
      throw new RefusedException(
          "`predicate.result` is `" + result + "`, but `failedTests` has " + failed.size());
    }
    return new TestResult(
        result,
        DescriptorJson.list(fields, "configuration"),
        fields.optionalText("url"),
        fields.texts("passedTests"),
        fields.texts("warnedTests"),
        failed);
  }

  static void write(TestResult test, ObjectNode out) {
    out.put("result", test.result().name());
    ArrayNode configuration = out.putArray("configuration");
    test.configuration().forEach(each -> DescriptorJson.write(each, configuration.addObject()));
    DescriptorJson.put(out, "url", test.url());
    DescriptorJson.putTexts(out, "passedTests", test.passedTests());
    DescriptorJson.putTexts(out, "warnedTests", test.warnedTests());
    DescriptorJson.putTexts(out, "failedTests", test.failedTests());
  }
}
