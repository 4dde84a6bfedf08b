package dev.redoubt.http.route;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.AuthorizationDecision;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.Caller;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibilityFilter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The permissions of one caller for the duration of one request.
public final class CallerPermissions implements VisibilityFilter {

  private final Authorizer access;
  private final Principal principal;
  private final AuthorizationContext context;
  private final Map<Seen, Boolean> seen = new ConcurrentHashMap<>();
  private final Caller caller;

  /// Creates the permissions of a principal.
  public CallerPermissions(Authorizer access, Principal who, AuthorizationContext how) {
    this.access = access;
    this.principal = who;
    this.context = how;
    this.caller = new Caller(who.id(), who.name(), this);
  }

  /// Returns the caller as the stores use it.
  public Caller caller() {
    return caller;
  }

  /// Returns the principal.
  public Principal principal() {
    return principal;
  }

  /// Returns the context of the request: network, device and authentication strength.
  public AuthorizationContext context() {
    return context;
  }

  /// Returns the permissions of a caller that this class created; empty for any other caller.
  public static Optional<CallerPermissions> of(Caller caller) {
    return caller.visibility() instanceof CallerPermissions rights
        ? Optional.of(rights)
        : Optional.empty();
  }

  private record Seen(AuthorizationResource.Kind kind, AccessAttributes label) {}

  @Override
  public boolean models(AccessAttributes label) {
    return sees(AuthorizationResource.Kind.MODEL, label);
  }

  @Override
  public boolean experiments(AccessAttributes label) {
    return sees(AuthorizationResource.Kind.EXPERIMENT, label);
  }

  /// Whether resources of a kind with a label are visible to the caller.
  private boolean sees(AuthorizationResource.Kind kind, AccessAttributes label) {
    return seen.computeIfAbsent(
        new Seen(kind, label),
        each -> decide(Action.SEE, AuthorizationResource.of(each.kind(), each.label())).allowed());
  }

  /// Evaluates the access rules.
  public AuthorizationDecision decide(Action action, AuthorizationResource target) {
    return access.decide(principal, action, target, context);
  }

  /// Requires a permission.
  ///
  /// @throws RequestRefusedException if the resource is not visible to the caller
  /// @throws AuthorizationDeniedException if the action is denied
  public void require(Action action, AuthorizationResource target) {
    if (target.kind() != AuthorizationResource.Kind.REGISTRY
        && !sees(target.kind(), target.label())) {
      throw RequestRefusedException.missing(
          "there is no project `%s` with environment `%s` and sensitivity `%s`"
              .formatted(
                  target.label().project(),
                  target.label().environment(),
                  target.label().sensitivity()));
    }
    AuthorizationDecision decision = decide(action, target);
    if (!decision.allowed()) {
      throw new AuthorizationDeniedException(action, target, decision);
    }
  }
}
