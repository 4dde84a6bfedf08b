package dev.redoubt.signing.attestation;

import static dev.redoubt.signing.attestation.DescriptorJson.put;

import dev.redoubt.signing.attestation.VerificationSummary.Result;
import dev.redoubt.signing.attestation.VerificationSummary.Verifier;
import dev.redoubt.signing.internal.StrictJsonObject;
import dev.redoubt.signing.refusal.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes verification summaries in JSON.
final class VerificationSummaryJson {

  private static final Set<String> FIELDS =
      Set.of(
          "verifier",
          "timeVerified",
          "resourceUri",
          "policy",
          "inputAttestations",
          "verificationResult",
          "verifiedLevels",
          "dependencyLevels",
          "slsaVersion");

  private VerificationSummaryJson() {}

  static VerificationSummary read(JsonNode json) throws RefusedException {
    StrictJsonObject fields = StrictJsonObject.of(json, "predicate", FIELDS);
    StrictJsonObject verifier =
        StrictJsonObject.of(fields.node("verifier"), "predicate.verifier", Set.of("id", "version"));
    ResourceDescriptor policy = DescriptorJson.read(fields.node("policy"), "predicate.policy");
    if (policy.uri() == null) {
      throw new RefusedException("`predicate.policy.uri` is missing");
    }
    Result result = EnumField.of(Result.class, fields, "verificationResult");
    return new VerificationSummary(
        new Verifier(verifier.text("id"), verifier.map("version")),
        fields.optionalTime("timeVerified"),
        fields.text("resourceUri"),
        policy,
        inputs(fields),
        result,
        levels(fields, result),
        dependencies(fields),
        fields.optionalText("slsaVersion"));
  }

  private static List<ResourceDescriptor> inputs(StrictJsonObject fields) throws RefusedException {
    List<ResourceDescriptor> inputs = DescriptorJson.list(fields, "inputAttestations");
    if (inputs.stream().anyMatch(each -> each.digest().isEmpty())) {
      throw new RefusedException("`predicate.inputAttestations` has one without `digest`");
    }
    return inputs;
  }

  private static List<String> levels(StrictJsonObject fields, Result result)
      throws RefusedException {
    if (!fields.has("verifiedLevels")) {
      throw new RefusedException("`predicate.verifiedLevels` is missing");
    }
    List<String> levels = fields.texts("verifiedLevels");
    if (result == Result.PASSED && levels.contains(VerificationSummary.FAILED_LEVEL)) {
      throw new RefusedException(
          "`predicate.verificationResult` is `PASSED`, but `verifiedLevels` has `FAILED`");
    }
    return levels;
  }

  private static @Nullable Map<String, Long> dependencies(StrictJsonObject fields)
      throws RefusedException {
    JsonNode node = fields.node("dependencyLevels");
    if (node == null) {
      return null;
    }
    String where = fields.at("dependencyLevels");
    StrictJsonObject counts = StrictJsonObject.of(node, where, Set.copyOf(node.propertyNames()));
    Map<String, Long> levels = new TreeMap<>();
    for (String level : node.propertyNames()) {
      levels.put(level, counts.number(level, 0));
    }
    return levels;
  }

  static void write(VerificationSummary summary, ObjectNode out) {
    ObjectNode verifier = out.putObject("verifier");
    verifier.put("id", summary.verifier().id());
    put(verifier, "version", summary.verifier().version());
    put(out, "timeVerified", summary.timeVerified());
    out.put("resourceUri", summary.resourceUri());
    DescriptorJson.write(summary.policy(), out.putObject("policy"));
    put(out, "inputAttestations", summary.inputAttestations());
    out.put("verificationResult", summary.verificationResult().name());
    DescriptorJson.putTexts(out, "verifiedLevels", summary.verifiedLevels());
    Map<String, Long> levels = summary.dependencyLevels();
    if (levels != null) {
      ObjectNode counts = out.putObject("dependencyLevels");
      levels.forEach(counts::put);
    }
    put(out, "slsaVersion", summary.slsaVersion());
  }
}
