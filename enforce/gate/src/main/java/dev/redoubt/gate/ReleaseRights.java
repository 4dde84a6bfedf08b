package dev.redoubt.gate;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.AuthorizationDecision;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.Caller;
import dev.redoubt.access.CedarPolicy;
import dev.redoubt.access.Principal;
import dev.redoubt.gate.transition.Transition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Decides who may change what is released to an environment. It is called on a database thread
/// within the transaction: it must not use the database, and knows about the request only what the
/// caller contains.
@FunctionalInterface
public interface ReleaseRights {

  /// Result of the check.
  sealed interface Answer {
    /// The transition is permitted.
    record Allowed() implements Answer {}

    /// The transition is denied.
    ///
    /// @param why reason for the message
    record Denied(String why) implements Answer {}

    /// The transition is permitted after step-up authentication.
    ///
    /// @param context the required authentication context
    record StepUp(String context) implements Answer {}
  }

  /// Whether a caller may make a transition.
  ///
  /// @param label access attributes of the model, with the environment that the transition enters
  ///   or leaves
  Answer check(AccessAttributes label, Transition transition, Caller caller);

  /// Authenticated principal of a caller, with the context of the request.
  record AuthenticatedCaller(Principal who, AuthorizationContext how) {}

  /// Checks [Action#RELEASE] with the access rules. A caller that is not authenticated is denied.
  static ReleaseRights by(Authorizer access, Function<Caller, Optional<AuthenticatedCaller>> who) {
    return (label, _, caller) ->
        who.apply(caller)
            .map(signed -> answer(access, signed, label))
            .orElseGet(() -> new Answer.Denied("the caller is not authenticated"));
  }

  private static Answer answer(
      Authorizer access, AuthenticatedCaller signed, AccessAttributes label) {
    AuthorizationResource target =
        AuthorizationResource.of(AuthorizationResource.Kind.MODEL, label);
    return switch (access.decide(signed.who(), Action.RELEASE, target, signed.how())) {
      case AuthorizationDecision.Allowed _ -> new Answer.Allowed();
      case AuthorizationDecision.Denied(List<CedarPolicy> by) -> new Answer.Denied(why(by));
      case AuthorizationDecision.StepUp(String context, var _) -> new Answer.StepUp(context);
    };
  }

  private static String why(List<CedarPolicy> by) {
    return by.isEmpty()
        ? "no access rule permits it"
        : by.stream().map(CedarPolicy::sentence).collect(Collectors.joining(" "));
  }
}
