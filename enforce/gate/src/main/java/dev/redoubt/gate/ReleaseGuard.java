package dev.redoubt.gate;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.StepUpRequiredException;
import dev.redoubt.gate.move.ModelStage;
import dev.redoubt.gate.move.Transition;
import dev.redoubt.gate.move.TransitionGuard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Holds back moves into environments until the gate lets them pass, and all moves into or out of
/// one from whoever may not release there. What it lets pass becomes an event.
public final class ReleaseGuard implements TransitionGuard {

  private final GatePolicy policy;
  private final ReleaseRights rights;
  private final InstantSource clock;

  /// A guard.
  public ReleaseGuard(GatePolicy policy, ReleaseRights rights, InstantSource clock) {
    this.policy = policy;
    this.rights = rights;
    this.clock = clock;
  }

  /// @throws StepUpRequiredException if everything is there but a stronger sign-in
  @Override
  public void check(JdbcClient sql, AccessAttributes label, Transition move, Caller caller) {
    switch (move) {
      case Transition.OfStage stage -> {
        Optional<String> into = policy.ofStage(stage.to());
        Set<String> touched = new LinkedHashSet<>();
        policy.ofStage(stage.from()).ifPresent(touched::add);
        into.ifPresent(touched::add);
        check(sql, label, move, caller, touched, into, OptionalLong.of(stage.version()));
      }
      case Transition.OfAlias alias -> {
        Optional<String> meant = policy.ofAlias(alias.alias());
        Set<String> touched = meant.map(Set::of).orElseGet(Set::of);
        check(sql, label, move, caller, touched, meant, alias.to());
      }
      case Transition.Removal removal -> {
        Set<String> touched = policy.of(removal.stage(), removal.aliases());
        check(sql, label, move, caller, touched, Optional.empty(), OptionalLong.empty());
      }
      case Transition.Renaming renaming -> rename(sql, label, renaming, caller);
    }
  }

  @Override
  public Set<String> environments(ModelStage stage, Collection<String> aliases) {
    return policy.of(stage, aliases);
  }

  /// @param touched environments for which the right is needed
  /// @param into the one for which the gate is asked, about a version
  private void check(
      JdbcClient sql,
      AccessAttributes label,
      Transition move,
      Caller caller,
      Set<String> touched,
      Optional<String> into,
      OptionalLong version) {
    Optional<String> stepUp = mayRelease(label, move, caller, touched);
    if (into.isPresent() && version.isPresent()) {
      VersionFacts facts = VersionFactRows.get(sql, move.model(), version.getAsLong());
      decide(sql, caller, facts, into.get(), stepUp.isEmpty());
    }
    stepUp.ifPresent(
        context -> {
          throw new StepUpRequiredException(context);
        });
  }

  /// Another name is another release: it may come with other requirements, and what reviewers have
  /// said was said of the old one.
  private void rename(
      JdbcClient sql, AccessAttributes label, Transition.Renaming move, Caller caller) {
    List<VersionFacts> versions = VersionFactRows.all(sql, move.model());
    Set<String> touched = new LinkedHashSet<>();
    versions.forEach(each -> touched.addAll(policy.of(each.stage(), each.aliases())));
    Optional<String> stepUp = mayRelease(label, move, caller, touched);
    for (VersionFacts each : versions) {
      for (String environment : policy.of(each.stage(), each.aliases())) {
        decide(sql, caller, each.named(move.to()), environment, stepUp.isEmpty());
      }
    }
    stepUp.ifPresent(
        context -> {
          throw new StepUpRequiredException(context);
        });
  }

  /// The authentication context that is missing; empty if none is. Who may not is told at once, and
  /// who has to sign in again only if that is all that is missing.
  private Optional<String> mayRelease(
      AccessAttributes label, Transition move, Caller caller, Set<String> environments) {
    Optional<String> stepUp = Optional.empty();
    for (String environment : environments) {
      AccessAttributes there =
          new AccessAttributes(label.project(), environment, label.sensitivity());
      switch (rights.ask(there, move, caller)) {
        case ReleaseRights.Answer.Allowed _ -> {}
        case ReleaseRights.Answer.Denied(String why) ->
            throw new RequestRefusedException(
                ErrorCode.PERMISSION_DENIED,
                "releasing to `%s`, and changing what is released there, needs the permission `release`: %s".formatted(environment, why));
        case ReleaseRights.Answer.StepUp(String context) -> stepUp = Optional.of(context);
      }
    }
    return stepUp;
  }

  private void decide(
      JdbcClient sql, Caller caller, VersionFacts facts, String environment, boolean happens) {
    Instant now = clock.instant();
    GateDecision decision =
        GateEvaluator.decide(facts, EvidenceRows.of(sql, facts), policy, environment, now);
    if (!decision.allowed()) {
      throw new RequestRefusedException(ErrorCode.PERMISSION_DENIED, decision.text());
    }
    if (happens) {
      new GateEvents(sql, caller.id(), now).decided(facts, "released", decision);
    }
  }
}
