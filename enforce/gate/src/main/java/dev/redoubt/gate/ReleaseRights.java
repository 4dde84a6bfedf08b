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
import dev.redoubt.gate.move.Transition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Says who may move what an environment means. It is asked on a thread of the database, within the
/// transaction: it must not use the database, and knows of the request only what the caller knows.
@FunctionalInterface
public interface ReleaseRights {

  /// What is said.
  sealed interface Answer {
    /// They may.
    record Allowed() implements Answer {}

    /// They may not.
    ///
    /// @param why in words
    record Denied(String why) implements Answer {}

    /// They may, after they have signed in with more.
    ///
    /// @param context the authentication context that is asked for
    record StepUp(String context) implements Answer {}
  }

  /// Whether a caller may make a move.
  ///
  /// @param label of the model, with the environment that is moved into or out of
  Answer ask(AccessAttributes label, Transition move, Caller caller);

  /// Who a caller is, and how they come.
  record Signed(Principal who, AuthorizationContext how) {}

  /// By the rules, as [Action#RELEASE]. A caller of whom nobody knows who it is may nothing.
  static ReleaseRights by(Authorizer access, Function<Caller, Optional<Signed>> who) {
    return (label, _, caller) ->
        who.apply(caller)
            .map(signed -> answer(access, signed, label))
            .orElseGet(() -> new Answer.Denied("the caller is not authenticated"));
  }

  private static Answer answer(Authorizer access, Signed signed, AccessAttributes label) {
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
