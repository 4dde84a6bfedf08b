package dev.redoubt.gate;

import dev.redoubt.gate.GateDecision.Reached;
import dev.redoubt.gate.Requirement.State;
import dev.redoubt.gate.move.VersionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Decides. It looks at nothing but what it is given, and the order of evidence does not matter.
///
/// Of scans, statements and numbers the newest one counts; of approvals and rejections the newest
/// one of each reviewer. What is unreadable, unknown or too old is never a pass.
public final class Gate {

  /// Where the steps lead.
  private static final List<Reached> WAY =
      List.of(Reached.REGISTERED, Reached.SCANNED, Reached.EVALUATED, Reached.APPROVED);

  private Gate() {}

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
    Case about = Case.of(facts, evidence, policy, environment, now);
    Requirement registration = registration(facts);
    if (policy.environments().stream().noneMatch(each -> each.name().equals(environment))) {
      List<List<Requirement>> asked =
          registration.holds() ? List.of() : List.of(List.of(registration));
      return decision(about, policy, registration, asked);
    }
    List<Requirement> scanned = new ArrayList<>();
    about.asks().scan().ifPresent(rule -> scanned.add(FileChecks.scan(about, rule)));
    about.asks().signature().ifPresent(rule -> scanned.add(FileChecks.signature(about, rule)));
    List<Requirement> evaluated = new ArrayList<>();
    about.asks().attestations().forEach(rule -> evaluated.add(Evaluations.check(about, rule)));
    about.asks().metrics().forEach(rule -> evaluated.add(Evaluations.check(about, rule)));
    List<Requirement> approved = Reviews.check(about);
    return decision(
        about, policy, registration, List.of(List.of(registration), scanned, evaluated, approved));
  }

  private static Requirement registration(VersionFacts facts) {
    if (facts.status() == VersionStatus.FAILED_REGISTRATION) {
      return new Requirement(
          "registration",
          State.FAILED,
          "the registration of " + facts.title() + " failed",
          List.of());
    }
    if (facts.status() == VersionStatus.PENDING_REGISTRATION || facts.digest().isEmpty()) {
      return new Requirement(
          "registration",
          State.MISSING,
          "the registration of " + facts.title() + " has not ended, or its files are not frozen",
          List.of());
    }
    return new Requirement(
        "registration",
        State.HOLDS,
        "its files are frozen, sha256:" + facts.digest().get().root(),
        List.of());
  }

  /// @param steps what has to hold for each further step; the first one is the registration
  private static GateDecision decision(
      Case about, GatePolicy policy, Requirement registration, List<List<Requirement>> steps) {
    Reached reached = registration.holds() && steps.isEmpty() ? Reached.APPROVED : Reached.NOTHING;
    for (int i = 0; i < steps.size() && steps.get(i).stream().allMatch(Requirement::holds); i++) {
      reached = WAY.get(i);
    }
    VersionFacts facts = about.facts();
    if (reached == Reached.APPROVED
        && policy.of(facts.stage(), facts.aliases()).contains(about.environment())) {
      reached = Reached.RELEASED;
    }
    List<Requirement> requirements = steps.stream().flatMap(List::stream).toList();
    return new GateDecision(
        facts.title(), about.environment(), reached, policy.digest(), requirements);
  }
}
