package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReporterTest {

  private static String report(Assessment assessment, boolean includePasses) throws IOException {
    StringBuilder out = new StringBuilder();
    new JsonReporter(ReportTools.EXAMPLE, includePasses, FailureThreshold.DEFAULT)
        .write(assessment, out);
    return out.toString();
  }

  private static Schema schema() throws IOException {
    Path file =
        Path.of(System.getProperty("redoubt.root"), "docs", "schemas", "assessment-v1.schema.json");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(file), InputFormat.JSON);
  }

  @Test
  void reportConformsToItsSchema() throws IOException {
    for (Assessment each :
        List.of(
            ExampleAssessments.clean(),
            ExampleAssessments.weak(),
            ExampleAssessments.broken(),
            ExampleAssessments.empty(),
            ExampleAssessments.many(3),
            FormatOutcomesTest.lowered(),
            ExampleAssessments.annotated())) {
      assertThat(schema().validate(report(each, true), InputFormat.JSON)).isEmpty();
    }
  }

  @Test
  void findingInARegistryModuleHasItsCallSite() throws IOException {
    String text = report(ExampleAssessments.inRegistryModule("st"), false);
    JsonNode finding = new JsonMapper().readTree(text).at("/findings/0");
    assertThat(finding.at("/origin/file").asString()).isEqualTo("br:example.com/storage:1.0");
    assertThat(finding.at("/callSite/file").asString()).isEqualTo("infra/main.bicep");
    assertThat(finding.at("/callSite/line").asInt()).isEqualTo(20);
    assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
    assertThat(report(ExampleAssessments.weak(), true)).doesNotContain("callSite");
  }

  @Test
  void schemaRejectsAnUnknownVerdict() throws IOException {
    String wrong =
        report(ExampleAssessments.weak(), false)
            .replace("\"verdict\": \"fail\"", "\"verdict\": \"bad\"");
    assertThat(schema().validate(wrong, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void writesAllFields() throws IOException {
    GoldenFile.check("report-broken.json", report(ExampleAssessments.broken(), false));
  }

  @Test
  void findingNamesItsDeploymentsAndItsCondition() throws IOException {
    JsonNode finding =
        new JsonMapper().readTree(report(ExampleAssessments.many(3), false)).at("/findings/0");
    assertThat(finding.get("deployments").valueStream().map(JsonNode::asString))
        .containsExactly(
            "stacks/team0/main.bicep", "stacks/team1/main.bicep", "stacks/team2/main.bicep");
    assertThat(finding.at("/when/condition").asString()).isEqualTo("parameters('debug')");
    assertThat(finding.at("/when/resolvedBy").asString()).startsWith("`--parameters debug=VALUE`");
  }

  @Test
  void listsPassesOnlyWhenAsked() throws IOException {
    assertThat(verdicts(report(ExampleAssessments.weak(), false)))
        .doesNotContain("pass")
        .hasSize(17);
    assertThat(verdicts(report(ExampleAssessments.weak(), true))).contains("pass").hasSize(18);
  }

  private static List<String> verdicts(String json) {
    return new JsonMapper()
        .readTree(json)
        .get("findings")
        .valueStream()
        .map(finding -> finding.get("verdict").asString())
        .toList();
  }

  @Test
  void annotationsAreFieldsOfTheFinding() throws IOException {
    JsonNode root = new JsonMapper().readTree(report(ExampleAssessments.annotated(), true));
    JsonNode fixed = root.at("/findings/0");
    assertThat(fixed.at("/baselineState").asString()).isEqualTo("new");
    assertThat(fixed.at("/fix/language").asString()).isEqualTo("bicep");
    assertThat(fixed.at("/fix/safe").asBoolean()).isTrue();
    assertThat(fixed.at("/fix/edits/0/start/line").asInt()).isEqualTo(40);
    assertThat(fixed.at("/fix/edits/0/end/column").asInt()).isEqualTo(14);
    JsonNode conditional = root.at("/findings/1");
    assertThat(conditional.at("/conditions/0/owner").asString()).isEqualTo("platform");
    JsonNode exempt = root.at("/findings/3");
    assertThat(exempt.at("/exemption/expires").asString()).isEqualTo("2027-01-31");
    assertThat(exempt.at("/exemption/origin/file").asString()).isEqualTo("redoubt.yaml");
    assertThat(root.at("/baseline/new").asInt()).isEqualTo(1);
    assertThat(root.at("/baseline/absent").asInt()).isEqualTo(2);
  }
}
