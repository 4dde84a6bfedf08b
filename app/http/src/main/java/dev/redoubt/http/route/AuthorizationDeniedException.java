package dev.redoubt.http.route;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationDecision;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.CedarPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Thrown when a visible resource does not allow an action to the principal, or requires step-up
/// authentication first.
public final class AuthorizationDeniedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Action action;
  private final transient AuthorizationResource target;
  private final transient AuthorizationDecision decision;

  /// Creates the exception.
  ///
  /// @param decision any decision but `allowed`
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

  /// Returns the denied action.
  public Action action() {
    return action;
  }

  /// Returns the resource.
  public AuthorizationResource target() {
    return target;
  }

  /// Returns the decision with the access rules that caused it.
  public AuthorizationDecision decision() {
    return decision;
  }

  /// Returns the authentication context that would allow the action after a new sign-in.
  public Optional<String> stepUp() {
    return decision instanceof AuthorizationDecision.StepUp needed
        ? Optional.of(needed.context())
        : Optional.empty();
  }
}
