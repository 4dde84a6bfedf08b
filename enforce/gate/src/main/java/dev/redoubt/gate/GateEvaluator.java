package dev.redoubt.gate;

import dev.redoubt.gate.GateDecision.Reached;
import dev.redoubt.gate.RequirementResult.State;
import dev.redoubt.gate.move.VersionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Decides. It looks at nothing but what it is given, and the order of evidence does not matter.
///
/// Of scans, statements and numbers the newest one counts; of approvals and rejections the newest
/// one of each reviewer. What is unreadable, unknown or too old is never a pass.
public final class GateEvaluator {

  /// Where the steps lead.
  private static final List<Reached> WAY =
      List.of(Reached.REGISTERED, Reached.SCANNED, Reached.EVALUATED, Reached.APPROVED);

  private GateEvaluator() {}

  /// Whether a version may be in an environment.
  ///
  /// @param evidence about the version's digest; what is about others is passed over
  /// @param environment one that the policy does not name asks for nothing but the end of the
  ///   registration
  public static GateDecision decide(
      VersionFacts facts,
      List<Evidence> evidence,
      GatePolicy policy,
      String environment,
      Instant now) {
    GateInput about = GateInput.of(facts, evidence, policy, environment, now);
    RequirementResult registration = registration(facts);
    if (policy.environments().stream().noneMatch(each -> each.name().equals(environment))) {
      List<List<RequirementResult>> asked =
          registration.holds() ? List.of() : List.of(List.of(registration));
      return decision(about, policy, registration, asked);
    }
    List<RequirementResult> scanned = new ArrayList<>();
    about.asks().scan().ifPresent(rule -> scanned.add(ScanAndSignatureChecks.scan(about, rule)));
    about
        .asks()
        .signature()
        .ifPresent(rule -> scanned.add(ScanAndSignatureChecks.signature(about, rule)));
    List<RequirementResult> evaluated = new ArrayList<>();
    about
        .asks()
        .attestations()
        .forEach(rule -> evaluated.add(AttestationChecks.check(about, rule)));
    about.asks().metrics().forEach(rule -> evaluated.add(AttestationChecks.check(about, rule)));
    List<RequirementResult> approved = ReviewChecks.check(about);
    return decision(
        about, policy, registration, List.of(List.of(registration), scanned, evaluated, approved));
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
          "the registration of " + facts.title() + " is not complete, or its files have no snapshot yet",
          List.of());
    }
    return new RequirementResult(
        "registration",
        State.HOLDS,
        "its files are immutable, sha256:" + facts.digest().get().root(),
        List.of());
  }

  /// @param steps what has to hold for each further step; the first one is the registration
  private static GateDecision decision(
      GateInput about,
      GatePolicy policy,
      RequirementResult registration,
      List<List<RequirementResult>> steps) {
    Reached reached = registration.holds() && steps.isEmpty() ? Reached.APPROVED : Reached.NOTHING;
    for (int i = 0;
        i < steps.size() && steps.get(i).stream().allMatch(RequirementResult::holds);
        i++) {
      reached = WAY.get(i);
    }
    VersionFacts facts = about.facts();
    if (reached == Reached.APPROVED
        && policy.of(facts.stage(), facts.aliases()).contains(about.environment())) {
      reached = Reached.RELEASED;
    }
    List<RequirementResult> requirements = steps.stream().flatMap(List::stream).toList();
    return new GateDecision(
        facts.title(), about.environment(), reached, policy.digest(), requirements);
  }
}
