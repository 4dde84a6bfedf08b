package dev.redoubt.http.route;

import dev.redoubt.access.Access;
import dev.redoubt.access.Action;
import dev.redoubt.access.Caller;
import dev.redoubt.access.Decision;
import dev.redoubt.access.Label;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Sight;
import dev.redoubt.access.Situation;
import dev.redoubt.access.Target;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What one caller may do, for as long as one call takes.
public final class Rights implements Sight {

  private final Access access;
  private final Principal who;
  private final Situation how;
  private final Map<Seen, Boolean> seen = new ConcurrentHashMap<>();
  private final Caller caller;

  /// The rights of somebody.
  public Rights(Access access, Principal who, Situation how) {
    this.access = access;
    this.who = who;
    this.how = how;
    this.caller = new Caller(who.id(), who.name(), this);
  }

  /// As the stores know them.
  public Caller caller() {
    return caller;
  }

  /// Who it is.
  public Principal who() {
    return who;
  }

  /// How they come to ask.
  public Situation how() {
    return how;
  }

  /// The rights of a caller of ours; empty for one that was made otherwise.
  public static Optional<Rights> of(Caller caller) {
    return caller.sees() instanceof Rights rights ? Optional.of(rights) : Optional.empty();
  }

  private record Seen(Target.Kind kind, Label label) {}

  @Override
  public boolean models(Label label) {
    return sees(Target.Kind.MODEL, label);
  }

  @Override
  public boolean experiments(Label label) {
    return sees(Target.Kind.EXPERIMENT, label);
  }

  /// Whether things of a kind and a label exist for them.
  private boolean sees(Target.Kind kind, Label label) {
    return seen.computeIfAbsent(
        new Seen(kind, label),
        each -> decide(Action.SEE, Target.of(each.kind(), each.label())).allowed());
  }

  /// What the rules say.
  public Decision decide(Action action, Target target) {
    return access.decide(who, action, target, how);
  }

  /// Lets it be done.
  ///
  /// @throws RefusedException if the target does not exist for them
  /// @throws DeniedException if they may not
  public void demand(Action action, Target target) {
    if (target.kind() != Target.Kind.REGISTRY && !sees(target.kind(), target.label())) {
      throw RefusedException.missing(
          "there is no project `%s` with `%s` and `%s`"
              .formatted(
                  target.label().project(),
                  target.label().environment(),
                  target.label().sensitivity()));
    }
    Decision decision = decide(action, target);
    if (!decision.allowed()) {
      throw new DeniedException(action, target, decision);
    }
  }
}
