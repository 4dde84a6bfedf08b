package dev.redoubt.http.route;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationDecision;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.CedarPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Somebody may see it and not do that with it, or has to sign in again, with more, before.
public final class AuthorizationDeniedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Action action;
  private final transient AuthorizationResource target;
  private final transient AuthorizationDecision decision;

  /// Denies.
  ///
  /// @param decision not one that allows
  public AuthorizationDeniedException(
      Action action, AuthorizationResource target, AuthorizationDecision decision) {
    super(words(action, decision));
    this.action = action;
    this.target = target;
    this.decision = decision;
  }

  private static String words(Action action, AuthorizationDecision decision) {
    List<CedarPolicy> by =
        switch (decision) {
          case AuthorizationDecision.Allowed _ ->
              throw new IllegalArgumentException("the decision allows the action");
          case AuthorizationDecision.Denied denied -> denied.by();
          case AuthorizationDecision.StepUp stepUp -> stepUp.by();
        };
    String why =
        by.isEmpty()
            ? "no access rule permits it"
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
  public AuthorizationResource target() {
    return target;
  }

  /// The rules that said no.
  public AuthorizationDecision decision() {
    return decision;
  }

  /// The authentication context that lifts it.
  public Optional<String> stepUp() {
    return decision instanceof AuthorizationDecision.StepUp needed
        ? Optional.of(needed.context())
        : Optional.empty();
  }
}
