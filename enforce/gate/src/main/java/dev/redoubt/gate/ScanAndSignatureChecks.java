package dev.redoubt.gate;

import dev.redoubt.gate.EnvironmentRequirements.ScanRule;
import dev.redoubt.gate.EnvironmentRequirements.SignatureRule;
import dev.redoubt.gate.GateInput.Said;
import dev.redoubt.gate.RequirementResult.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is asked of the files: a scan and a signature.
final class ScanAndSignatureChecks {

  private ScanAndSignatureChecks() {}

  static RequirementResult scan(GateInput about, ScanRule rule) {
    Optional<Said<EvidenceClaim.Scan>> newest =
        about
            .all(EvidenceClaim.Scan.class)
            .filter(each -> each.evidence().by().id().equals(Attester.REGISTRY.id()))
            .findFirst();
    if (newest.isEmpty()) {
      return new RequirementResult(
          "scan", State.MISSING, "a scan is required; none found", List.of());
    }
    Said<EvidenceClaim.Scan> scan = newest.get();
    List<Long> ids = List.of(scan.id());
    String verdict = scan.claim().verdict().name().toLowerCase(Locale.ROOT);
    String found =
        "`" + verdict + "` by `" + scan.claim().scanner() + "` at " + scan.evidence().time();
    // The bad news does not get old.
    if (scan.claim().verdict().compareTo(rule.worst()) > 0) {
      String worst = rule.worst().name().toLowerCase(Locale.ROOT);
      String first =
          scan.claim().findings().stream().findFirst().map(each -> ": " + each).orElse("");
      return new RequirementResult(
          "scan",
          State.FAILED,
          "a scan verdict of `" + worst + "` or better is required; the scan found " + found + first,
          ids);
    }
    if (about.expired(scan.evidence(), rule.maxAge())) {
      return new RequirementResult(
          "scan",
          State.EXPIRED,
          "a scan" + age(rule.maxAge()) + " is required; the latest is " + found,
          ids);
    }
    return new RequirementResult("scan", State.HOLDS, "the scan found " + found, ids);
  }

  static RequirementResult signature(GateInput about, SignatureRule rule) {
    String needed = "a signature by " + DecisionWording.quoted(rule.by());
    Optional<Said<EvidenceClaim.Signature>> last = Optional.empty();
    for (Said<EvidenceClaim.Signature> each : about.all(EvidenceClaim.Signature.class).toList()) {
      if (!about.signedBy(rule.by(), each.evidence(), Optional.of(each.claim().key()))) {
        continue;
      }
      if (!about.expired(each.evidence(), rule.maxAge())) {
        return new RequirementResult(
            "signature",
            State.HOLDS,
            "signed; added by " + each.giver() + " at " + each.evidence().time(),
            List.of(each.id()));
      }
      last = last.isEmpty() ? Optional.of(each) : last;
    }
    return last.map(
            each ->
                new RequirementResult(
                    "signature",
                    State.EXPIRED,
                    needed
                        + age(rule.maxAge())
                        + " is required; the latest is from "
                        + each.evidence().time(),
                    List.of(each.id())))
        .orElseGet(
            () ->
                new RequirementResult(
                    "signature", State.MISSING, needed + " is required; none found", List.of()));
  }

  /// ` not older than 30 days`, or nothing.
  static String age(Optional<java.time.Duration> maxAge) {
    return maxAge.map(most -> " not older than " + DecisionWording.of(most)).orElse("");
  }
}
