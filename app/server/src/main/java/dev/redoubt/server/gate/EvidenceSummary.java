package dev.redoubt.server.gate;

import dev.redoubt.gate.EvidenceClaim;
import java.util.Locale;
import java.util.stream.Collectors;

/// Describes a piece of evidence in a few words, for pages and reports.
public final class EvidenceSummary {

  private EvidenceSummary() {}

  /// Returns the description.
  public static String of(EvidenceClaim claim) {
    return switch (claim) {
      case EvidenceClaim.Scan scan ->
          "scan: %s, by %s"
              .formatted(scan.verdict().name().toLowerCase(Locale.ROOT), scan.scanner());
      case EvidenceClaim.Signature signature ->
          "signed with the key %s".formatted(start(signature.key()));
      case EvidenceClaim.Attestation attestation -> attestation(attestation);
      case EvidenceClaim.Approval approval ->
          withComment("approved for " + approval.environment(), approval.comment());
      case EvidenceClaim.Rejection rejection ->
          withComment("rejected for " + rejection.environment(), rejection.reason());
      case EvidenceClaim.Withdrawal withdrawal ->
          withComment("withdraws " + withdrawal.evidence(), withdrawal.reason());
    };
  }

  private static String start(String key) {
    return key.substring(0, Math.min(12, key.length()));
  }

  private static String attestation(EvidenceClaim.Attestation attestation) {
    String metrics =
        attestation.metrics().entrySet().stream()
            .map(each -> each.getKey() + " = " + each.getValue())
            .collect(Collectors.joining(", "));
    return attestation.predicateType() + (metrics.isEmpty() ? "" : ": " + metrics);
  }

  private static String withComment(String what, String words) {
    return words.isEmpty() ? what : what + ": " + words;
  }
}
