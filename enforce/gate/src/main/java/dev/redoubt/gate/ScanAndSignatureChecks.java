package dev.redoubt.gate;

import dev.redoubt.gate.EnvironmentRequirements.ScanRule;
import dev.redoubt.gate.EnvironmentRequirements.SignatureRule;
import dev.redoubt.gate.GateInput.Claimed;
import dev.redoubt.gate.RequirementResult.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Checks the requirements on scans and signatures.
final class ScanAndSignatureChecks {

  private ScanAndSignatureChecks() {}

  static RequirementResult scan(GateInput input, ScanRule rule) {
    Optional<Claimed<EvidenceClaim.Scan>> newest =
        input
            .all(EvidenceClaim.Scan.class)
            .filter(each -> each.evidence().by().id().equals(Attester.REGISTRY.id()))
            .findFirst();
    if (newest.isEmpty()) {
      return new RequirementResult(
          "scan", State.MISSING, "a scan is required; none found", List.of());
    }
    Claimed<EvidenceClaim.Scan> scan = newest.get();
    List<Long> ids = List.of(scan.id());
    String verdict = scan.claim().verdict().name().toLowerCase(Locale.ROOT);
    String found =
        "`" + verdict + "` by `" + scan.claim().scanner() + "` at " + scan.evidence().time();
    // A bad scan result does not expire.
    if (scan.claim().verdict().compareTo(rule.worst()) > 0) {
      String worst = rule.worst().name().toLowerCase(Locale.ROOT);
      String first =
          scan.claim().findings().stream().findFirst().map(each -> ": " + each).orElse("");
      return new RequirementResult(
          "scan",
          State.FAILED,
          "a scan verdict of `"
              + worst
              + "` or better is required; the scan found "
              + found
              + first,
          ids);
    }
    if (input.expired(scan.evidence(), rule.maxAge())) {
      return new RequirementResult(
          "scan",
          State.EXPIRED,
          "a scan" + age(rule.maxAge()) + " is required; the latest is " + found,
          ids);
    }
    return new RequirementResult("scan", State.HOLDS, "the scan found " + found, ids);
  }

  static RequirementResult signature(GateInput input, SignatureRule rule) {
    String required = "a signature by " + DecisionWording.quoted(rule.by());
    Optional<Claimed<EvidenceClaim.Signature>> last = Optional.empty();
    for (Claimed<EvidenceClaim.Signature> each :
        input.all(EvidenceClaim.Signature.class).toList()) {
      if (!input.signedBy(rule.by(), each.evidence(), Optional.of(each.claim().key()))) {
        continue;
      }
      if (!input.expired(each.evidence(), rule.maxAge())) {
        return new RequirementResult(
            "signature",
            State.HOLDS,
            "signed; added by " + each.attester() + " at " + each.evidence().time(),
            List.of(each.id()));
      }
      last = last.isEmpty() ? Optional.of(each) : last;
    }
    return last.map(
            each ->
                new RequirementResult(
                    "signature",
                    State.EXPIRED,
                    required
                        + age(rule.maxAge())
                        + " is required; the latest is from "
                        + each.evidence().time(),
                    List.of(each.id())))
        .orElseGet(
            () ->
                new RequirementResult(
                    "signature", State.MISSING, required + " is required; none found", List.of()));
  }

  /// Returns ` not older than 30 days`, or an empty string.
  static String age(Optional<java.time.Duration> maxAge) {
    return maxAge.map(most -> " not older than " + DecisionWording.of(most)).orElse("");
  }
}
