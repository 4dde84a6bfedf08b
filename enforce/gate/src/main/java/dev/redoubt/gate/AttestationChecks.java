package dev.redoubt.gate;

import dev.redoubt.access.Persona;
import dev.redoubt.gate.EnvironmentRequirements.AttestationRule;
import dev.redoubt.gate.EnvironmentRequirements.MetricRule;
import dev.redoubt.gate.GateInput.Claimed;
import dev.redoubt.gate.RequirementResult.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Checks the requirements on attestations, and on the metrics in them.
final class AttestationChecks {

  private AttestationChecks() {}

  static RequirementResult check(GateInput input, AttestationRule rule) {
    String name = "attestation " + rule.predicateType();
    String required =
        "a statement `" + rule.predicateType() + "`" + attester(rule.by(), rule.signedBy());
    Optional<Claimed<EvidenceClaim.Attestation>> newest =
        input
            .all(EvidenceClaim.Attestation.class)
            .filter(each -> each.claim().predicateType().equals(rule.predicateType()))
            .filter(each -> accepted(input, each, rule.by(), rule.signedBy()))
            .findFirst();
    if (newest.isEmpty()) {
      return new RequirementResult(
          name, State.MISSING, required + " is required; none found", List.of());
    }
    Claimed<EvidenceClaim.Attestation> found = newest.get();
    List<Long> ids = List.of(found.id());
    String last = "the latest is from " + found.evidence().time() + ", by " + found.attester();
    if (found.claim().outcome() == EvidenceClaim.Outcome.FAILED) {
      return new RequirementResult(
          name,
          State.FAILED,
          required + " that did not fail is required; " + last + ", failed",
          ids);
    }
    if (input.expired(found.evidence(), rule.maxAge())) {
      String age = ScanAndSignatureChecks.age(rule.maxAge());
      return new RequirementResult(
          name, State.EXPIRED, required + age + " is required; " + last, ids);
    }
    return new RequirementResult(
        name,
        State.HOLDS,
        "found a statement `" + rule.predicateType() + "` by " + found.attester(),
        ids);
  }

  static RequirementResult check(GateInput input, MetricRule rule) {
    String name = "metric " + rule.name();
    String required = "`" + rule.name() + "` of " + rule.bounds();
    Optional<Claimed<EvidenceClaim.Attestation>> newest =
        input
            .all(EvidenceClaim.Attestation.class)
            .filter(each -> each.claim().metrics().containsKey(rule.name()))
            .filter(
                each ->
                    rule.predicateType().isEmpty()
                        || rule.predicateType().get().equals(each.claim().predicateType()))
            .filter(each -> accepted(input, each, rule.by(), rule.signedBy()))
            .findFirst();
    if (newest.isEmpty()) {
      String from = rule.predicateType().map(type -> ", in a statement `" + type + "`,").orElse("");
      return new RequirementResult(
          name,
          State.MISSING,
          required + from + attester(rule.by(), rule.signedBy()) + " is required; none found",
          List.of());
    }
    Claimed<EvidenceClaim.Attestation> found = newest.get();
    double value = Objects.requireNonNull(found.claim().metrics().get(rule.name()));
    List<Long> ids = List.of(found.id());
    String is = "it is " + DecisionWording.number(value) + ", by " + found.attester();
    if (!rule.passes(value)) {
      return new RequirementResult(name, State.FAILED, required + " is required; " + is, ids);
    }
    if (input.expired(found.evidence(), rule.maxAge())) {
      String age = ScanAndSignatureChecks.age(rule.maxAge());
      return new RequirementResult(
          name,
          State.EXPIRED,
          required + age + " is required; " + is + ", of " + found.evidence().time(),
          ids);
    }
    return new RequirementResult(
        name,
        State.HOLDS,
        "`"
            + rule.name()
            + "` is "
            + DecisionWording.number(value)
            + ", "
            + rule.bounds()
            + " is required",
        ids);
  }

  private static boolean accepted(
      GateInput input,
      Claimed<EvidenceClaim.Attestation> each,
      Set<Persona> by,
      List<String> signedBy) {
    return GateInput.by(each.evidence(), by)
        && (signedBy.isEmpty() || input.signedBy(signedBy, each.evidence(), each.claim().key()));
  }

  private static String attester(Set<Persona> by, List<String> signedBy) {
    String added = by.isEmpty() ? "" : " by " + EnvironmentRequirements.personas(by);
    return signedBy.isEmpty() ? added : added + " signed by " + DecisionWording.quoted(signedBy);
  }
}
