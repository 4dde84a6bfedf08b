package dev.redoubt.gate;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.StepUpRequiredException;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.Transition;
import dev.redoubt.gate.transition.TransitionGuard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Blocks transitions into an environment until the gate allows them, and all transitions into or
/// out of one by callers without the permission to release. Records an event for each allowed
/// transition.
public final class ReleaseGuard implements TransitionGuard {

  private final GatePolicy policy;
  private final ReleaseRights rights;
  private final InstantSource clock;

  /// Creates the guard.
  public ReleaseGuard(GatePolicy policy, ReleaseRights rights, InstantSource clock) {
    this.policy = policy;
    this.rights = rights;
    this.clock = clock;
  }

  /// @throws StepUpRequiredException if only step-up authentication is missing
  @Override
  public void check(JdbcClient sql, AccessAttributes label, Transition transition, Caller caller) {
    switch (transition) {
      case Transition.OfStage stage -> {
        Optional<String> into = policy.ofStage(stage.to());
        Set<String> environments = new LinkedHashSet<>();
        policy.ofStage(stage.from()).ifPresent(environments::add);
        into.ifPresent(environments::add);
        check(sql, label, transition, caller, environments, into, OptionalLong.of(stage.version()));
      }
      case Transition.OfAlias alias -> {
        Optional<String> environment = policy.ofAlias(alias.alias());
        Set<String> environments = environment.map(Set::of).orElseGet(Set::of);
        check(sql, label, transition, caller, environments, environment, alias.to());
      }
      case Transition.Removal removal -> {
        Set<String> environments = policy.of(removal.stage(), removal.aliases());
        check(sql, label, transition, caller, environments, Optional.empty(), OptionalLong.empty());
      }
      case Transition.Renaming renaming -> rename(sql, label, renaming, caller);
    }
  }

  @Override
  public Set<String> environments(ModelStage stage, Collection<String> aliases) {
    return policy.of(stage, aliases);
  }

  /// @param environments environments for which the permission is required
  /// @param into the environment that the gate is evaluated for, for a version
  private void check(
      JdbcClient sql,
      AccessAttributes label,
      Transition transition,
      Caller caller,
      Set<String> environments,
      Optional<String> into,
      OptionalLong version) {
    Optional<String> stepUp = mayRelease(label, transition, caller, environments);
    if (into.isPresent() && version.isPresent()) {
      VersionFacts facts = VersionFactRows.get(sql, transition.model(), version.getAsLong());
      decide(sql, caller, facts, into.get(), stepUp.isEmpty());
    }
    stepUp.ifPresent(
        context -> {
          throw new StepUpRequiredException(context);
        });
  }

  /// A new name is a new release: other requirements may apply, and reviews refer to the old name.
  private void rename(
      JdbcClient sql, AccessAttributes label, Transition.Renaming transition, Caller caller) {
    List<VersionFacts> versions = VersionFactRows.all(sql, transition.model());
    Set<String> environments = new LinkedHashSet<>();
    versions.forEach(each -> environments.addAll(policy.of(each.stage(), each.aliases())));
    Optional<String> stepUp = mayRelease(label, transition, caller, environments);
    for (VersionFacts each : versions) {
      for (String environment : policy.of(each.stage(), each.aliases())) {
        decide(sql, caller, each.named(transition.to()), environment, stepUp.isEmpty());
      }
    }
    stepUp.ifPresent(
        context -> {
          throw new StepUpRequiredException(context);
        });
  }

  /// Returns the required authentication context; empty if none is missing. A missing permission is
  /// reported immediately, step-up authentication only if nothing else is missing.
  private Optional<String> mayRelease(
      AccessAttributes label, Transition transition, Caller caller, Set<String> environments) {
    Optional<String> stepUp = Optional.empty();
    for (String environment : environments) {
      AccessAttributes attributes =
          new AccessAttributes(label.project(), environment, label.sensitivity());
      switch (rights.check(attributes, transition, caller)) {
        case ReleaseRights.Answer.Allowed _ -> {}
        case ReleaseRights.Answer.Denied(String why) ->
            throw new RequestRefusedException(
                ErrorCode.PERMISSION_DENIED,
                ("releasing to `%s`, and changing what is released there, needs the "
                        + "permission `release`: %s")
                    .formatted(environment, why));
        case ReleaseRights.Answer.StepUp(String context) -> stepUp = Optional.of(context);
      }
    }
    return stepUp;
  }

  private void decide(
      JdbcClient sql, Caller caller, VersionFacts facts, String environment, boolean released) {
    Instant now = clock.instant();
    GateDecision decision =
        GateEvaluator.decide(facts, EvidenceRows.of(sql, facts), policy, environment, now);
    if (!decision.allowed()) {
      throw new RequestRefusedException(ErrorCode.PERMISSION_DENIED, decision.text());
    }
    if (released) {
      new GateEvents(sql, caller.id(), now).decided(facts, "released", decision);
    }
  }
}
