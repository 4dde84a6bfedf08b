package dev.redoubt.http.route;

import dev.redoubt.access.Action;
import dev.redoubt.access.Decision;
import dev.redoubt.access.Rule;
import dev.redoubt.access.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Somebody may see it and not do that with it, or has to sign in again, with more, before.
public final class DeniedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Action action;
  private final transient Target target;
  private final transient Decision decision;

  /// Denies.
  ///
  /// @param decision not one that allows
  public DeniedException(Action action, Target target, Decision decision) {
    super(words(action, decision));
    this.action = action;
    this.target = target;
    this.decision = decision;
  }

  private static String words(Action action, Decision decision) {
    List<Rule> by =
        switch (decision) {
          case Decision.Allowed _ -> throw new IllegalArgumentException("that is allowed");
          case Decision.Denied denied -> denied.by();
          case Decision.StepUp stepUp -> stepUp.by();
        };
    String why =
        by.isEmpty()
            ? "no rule permits it"
            : by.stream()
                .map(rule -> rule.sentence() + " [" + rule.id() + "]")
                .collect(Collectors.joining(" "));
    return "`" + action.id() + "` is denied: " + why;
  }

  /// What was to be done.
  public Action action() {
    return action;
  }

  /// With what.
  public Target target() {
    return target;
  }

  /// The rules that said no.
  public Decision decision() {
    return decision;
  }

  /// The authentication context that lifts it.
  public Optional<String> stepUp() {
    return decision instanceof Decision.StepUp needed
        ? Optional.of(needed.context())
        : Optional.empty();
  }
}
