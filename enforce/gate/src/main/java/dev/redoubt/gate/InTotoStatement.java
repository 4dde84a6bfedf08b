package dev.redoubt.gate;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.json.StrictJson;
import dev.redoubt.signing.attestation.AttestationStatement;
import dev.redoubt.signing.attestation.PredicateType;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// An in-toto statement, version 1, about one subject. Predicates of types that the signing module
/// knows are validated strictly; of other predicates, `predicate.metrics` and `predicate.result`
/// are interpreted.
///
/// @param subject SHA-256 of the subject
/// @param text the statement as submitted
record InTotoStatement(
    String subject,
    String predicateType,
    EvidenceClaim.Outcome outcome,
    SortedMap<String, Double> metrics,
    String text) {

  private static final String TYPE = "https://in-toto.io/Statement/v1";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// A predicate has arbitrary content; this bounds the memory that it can use.
  private static final int MAX_TOKENS = 200_000;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_METRICS = 1_000;
  private static final int MAX_TYPE = 500;

  private static final StrictJson JSON =
      new StrictJson(new StrictJson.Limits(EvidenceSubmission.MAX_BYTES, MAX_DEPTH, MAX_TOKENS));

  /// Whether a JSON object has the field that identifies a Sigstore bundle.
  static boolean isBundle(byte[] json) {
    return parse(json).has("mediaType");
  }

  /// Parses a statement.
  ///
  /// @throws RequestRefusedException with the reason if the statement is invalid
  static InTotoStatement read(byte[] json) {
    JsonNode root = parse(json);
    if (!TYPE.equals(text(root.path("_type")))) {
      throw RequestRefusedException.invalid("`_type` must be `" + TYPE + "`");
    }
    JsonNode subjects = root.path("subject");
    if (!subjects.isArray() || subjects.size() != 1) {
      throw RequestRefusedException.invalid("`subject` must have one subject, the model");
    }
    String subject = text(subjects.get(0).path("digest").path("sha256"));
    if (!SHA256.matcher(subject).matches()) {
      throw RequestRefusedException.invalid(
          "`subject[0].digest.sha256` must be 64 lower-case hexadecimal digits");
    }
    String type = text(root.path("predicateType"));
    if (type.isBlank() || type.length() > MAX_TYPE) {
      throw RequestRefusedException.invalid("`predicateType` must be a URI");
    }
    JsonNode predicate = root.path("predicate");
    if (!predicate.isObject()) {
      throw RequestRefusedException.invalid("`predicate` must be an object");
    }
    checkKnown(type, json);
    String text = new String(json, StandardCharsets.UTF_8);
    return new InTotoStatement(subject, type, outcome(type, predicate), metrics(predicate), text);
  }

  private static JsonNode parse(byte[] json) {
    if (JSON.read(json) instanceof StrictJson.Result.Read(JsonNode value) && value.isObject()) {
      return value;
    }
    // The details of a JSON error do not matter to the client.
    throw RequestRefusedException.invalid(
        "the statement is not a JSON object in UTF-8 with unique member names and no "
            + "trailing content");
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.stringValue() : "";
  }

  /// The signing module validates the predicate types that it knows.
  private static void checkKnown(String type, byte[] json) {
    if (PredicateType.of(type).isPresent()) {
      try {
        AttestationStatement.read(json);
      } catch (dev.redoubt.signing.refusal.RefusedException wrong) {
        throw RequestRefusedException.invalid(
            "not a valid in-toto statement: " + wrong.getMessage());
      }
    }
  }

  private static EvidenceClaim.Outcome outcome(String type, JsonNode predicate) {
    String field = type.equals(PredicateType.VERDICT.uri()) ? "verificationResult" : "result";
    return switch (text(predicate.path(field))) {
      case "PASSED" -> EvidenceClaim.Outcome.PASSED;
      case "WARNED" -> EvidenceClaim.Outcome.WARNED;
      case "FAILED" -> EvidenceClaim.Outcome.FAILED;
      default -> EvidenceClaim.Outcome.NONE;
    };
  }

  private static SortedMap<String, Double> metrics(JsonNode predicate) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    JsonNode given = predicate.path("metrics");
    if (given.isMissingNode()) {
      return metrics;
    }
    if (!given.isObject() || given.size() > MAX_METRICS) {
      throw RequestRefusedException.invalid(
          "`predicate.metrics` must be an object of at most " + MAX_METRICS + " numbers");
    }
    for (var each : given.properties()) {
      double value =
          each.getValue().isNumber()
              ? each.getValue().doubleValueOpt().orElse(Double.NaN)
              : Double.NaN;
      if (!Double.isFinite(value)) {
        throw RequestRefusedException.invalid(
            "`predicate.metrics` has `"
                + DecisionWording.shown(each.getKey())
                + "`, which is not a number");
      }
      metrics.put(each.getKey(), value);
    }
    return metrics;
  }
}
