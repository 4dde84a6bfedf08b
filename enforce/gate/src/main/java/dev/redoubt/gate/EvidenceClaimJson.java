package dev.redoubt.gate;

import dev.redoubt.scan.ScanVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON form of the parts of a claim that have no database column.
final class EvidenceClaimJson {

  private static final JsonMapper JSON = new JsonMapper();

  private EvidenceClaimJson() {}

  static String write(EvidenceClaim claim) {
    ObjectNode body = JSON.createObjectNode();
    switch (claim) {
      case EvidenceClaim.Scan scan -> {
        body.put("verdict", scan.verdict().name());
        body.put("scanner", scan.scanner()).put("rules", scan.rules());
        ArrayNode findings = body.putArray("findings");
        scan.findings().forEach(findings::add);
      }
      case EvidenceClaim.Signature signature -> body.put("key", signature.key());
      case EvidenceClaim.Attestation attestation -> {
        body.put("predicateType", attestation.predicateType());
        body.put("outcome", attestation.outcome().name());
        ObjectNode metrics = body.putObject("metrics");
        attestation.metrics().forEach(metrics::put);
        body.put("statement", attestation.statement());
        attestation.key().ifPresent(key -> body.put("key", key));
      }
      case EvidenceClaim.Approval approval -> body.put("comment", approval.comment());
      case EvidenceClaim.Rejection rejection -> body.put("reason", rejection.reason());
      case EvidenceClaim.Withdrawal withdrawal -> body.put("reason", withdrawal.reason());
    }
    return JSON.writeValueAsString(body);
  }

  static EvidenceClaim read(
      String kind, String environment, long withdraws, String text, byte @Nullable [] bundle) {
    JsonNode body = JSON.readTree(text);
    Optional<ImmutableBytes> bytes = Optional.ofNullable(bundle).map(ImmutableBytes::of);
    return switch (kind) {
      case "scan" ->
          new EvidenceClaim.Scan(
              ScanVerdict.valueOf(body.get("verdict").stringValue()),
              body.get("scanner").stringValue(),
              body.get("rules").stringValue(),
              texts(body.get("findings")));
      case "signature" ->
          new EvidenceClaim.Signature(body.get("key").stringValue(), bytes.orElseThrow());
      case "attestation" -> attestation(body, bytes);
      case "approval" -> new EvidenceClaim.Approval(environment, body.get("comment").stringValue());
      case "rejection" ->
          new EvidenceClaim.Rejection(environment, body.get("reason").stringValue());
      case "withdrawal" ->
          new EvidenceClaim.Withdrawal(withdraws, body.get("reason").stringValue());
      default -> throw new IllegalStateException("unknown kind of evidence `" + kind + "`");
    };
  }

  private static EvidenceClaim.Attestation attestation(
      JsonNode body, Optional<ImmutableBytes> bundle) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    body.get("metrics")
        .properties()
        .forEach(each -> metrics.put(each.getKey(), each.getValue().doubleValue()));
    return new EvidenceClaim.Attestation(
        body.get("predicateType").stringValue(),
        EvidenceClaim.Outcome.valueOf(body.get("outcome").stringValue()),
        metrics,
        body.get("statement").stringValue(),
        Optional.ofNullable(body.get("key")).map(JsonNode::stringValue),
        bundle);
  }

  private static List<String> texts(JsonNode array) {
    List<String> all = new ArrayList<>();
    array.forEach(each -> all.add(each.stringValue()));
    return all;
  }
}
