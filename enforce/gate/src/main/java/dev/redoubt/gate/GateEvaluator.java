package dev.redoubt.gate;

import dev.redoubt.gate.GateDecision.Reached;
import dev.redoubt.gate.RequirementResult.State;
import dev.redoubt.gate.transition.VersionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Evaluates the requirements of an environment for a model version. A pure function of its
/// arguments; the order of the evidence does not matter.
///
/// Of scans, attestations and metrics, the latest is checked; of approvals and rejections, the
/// latest of each reviewer. Evidence that is unreadable, unknown or too old never meets a
/// requirement.
public final class GateEvaluator {

  /// The lifecycle states after each group of requirements.
  private static final List<Reached> STATES =
      List.of(Reached.REGISTERED, Reached.SCANNED, Reached.EVALUATED, Reached.APPROVED);

  private GateEvaluator() {}

  /// Decides whether a version may be in an environment.
  ///
  /// @param evidence about the digest of the version; evidence about other digests is ignored
  /// @param environment if the policy does not define it, only a complete registration is required
  public static GateDecision decide(
      VersionFacts facts,
      List<Evidence> evidence,
      GatePolicy policy,
      String environment,
      Instant now) {
    GateInput input = GateInput.of(facts, evidence, policy, environment, now);
    RequirementResult registration = registration(facts);
    if (policy.environments().stream().noneMatch(each -> each.name().equals(environment))) {
      List<List<RequirementResult>> asked =
          registration.holds() ? List.of() : List.of(List.of(registration));
      return decision(input, policy, registration, asked);
    }
    List<RequirementResult> scanned = new ArrayList<>();
    input
        .requirements()
        .scan()
        .ifPresent(rule -> scanned.add(ScanAndSignatureChecks.scan(input, rule)));
    input
        .requirements()
        .signature()
        .ifPresent(rule -> scanned.add(ScanAndSignatureChecks.signature(input, rule)));
    List<RequirementResult> evaluated = new ArrayList<>();
    input
        .requirements()
        .attestations()
        .forEach(rule -> evaluated.add(AttestationChecks.check(input, rule)));
    input
        .requirements()
        .metrics()
        .forEach(rule -> evaluated.add(AttestationChecks.check(input, rule)));
    List<RequirementResult> approved = ReviewChecks.check(input);
    return decision(
        input, policy, registration, List.of(List.of(registration), scanned, evaluated, approved));
  }

  private static RequirementResult registration(VersionFacts facts) {
    if (facts.status() == VersionStatus.FAILED_REGISTRATION) {
      return new RequirementResult(
          "registration",
          State.FAILED,
          "the registration of " + facts.title() + " failed",
          List.of());
    }
    if (facts.status() == VersionStatus.PENDING_REGISTRATION || facts.digest().isEmpty()) {
      return new RequirementResult(
          "registration",
          State.MISSING,
          "the registration of "
              + facts.title()
              + " is not complete, or its files have no snapshot yet",
          List.of());
    }
    return new RequirementResult(
        "registration",
        State.HOLDS,
        "its files are immutable, sha256:" + facts.digest().get().root(),
        List.of());
  }

  /// @param steps requirements of each further lifecycle state; the first group is the registration
  private static GateDecision decision(
      GateInput input,
      GatePolicy policy,
      RequirementResult registration,
      List<List<RequirementResult>> steps) {
    Reached reached = registration.holds() && steps.isEmpty() ? Reached.APPROVED : Reached.NOTHING;
    for (int i = 0;
        i < steps.size() && steps.get(i).stream().allMatch(RequirementResult::holds);
        i++) {
      reached = STATES.get(i);
    }
    VersionFacts facts = input.facts();
    if (reached == Reached.APPROVED
        && policy.of(facts.stage(), facts.aliases()).contains(input.environment())) {
      reached = Reached.RELEASED;
    }
    List<RequirementResult> requirements = steps.stream().flatMap(List::stream).toList();
    return new GateDecision(
        facts.title(), input.environment(), reached, policy.digest(), requirements);
  }
}
