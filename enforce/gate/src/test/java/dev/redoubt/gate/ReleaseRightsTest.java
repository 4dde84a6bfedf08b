package dev.redoubt.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.Caller;
import dev.redoubt.access.CedarPolicyException;
import dev.redoubt.access.CedarPolicySet;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.gate.ReleaseRights.Answer;
import dev.redoubt.gate.transition.Transition;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who may release, by the built-in access rules.
class ReleaseRightsTest {

  private static final AuthorizationContext SIGNED_IN =
      new AuthorizationContext(Set.of("c1"), Set.of("mfa"), true, "office");

  private static final AccessAttributes PRODUCTION =
      new AccessAttributes("credit", "production", "internal");
  private static final Transition MOVE =
      new Transition.OfAlias("scoring", "prod", OptionalLong.empty(), OptionalLong.of(1));

  private static Answer answer(Optional<ReleaseRights.AuthenticatedCaller> who)
      throws CedarPolicyException {
    ReleaseRights rights = ReleaseRights.by(new Authorizer(CedarPolicySet.builtIn()), _ -> who);
    return rights.check(PRODUCTION, MOVE, new Caller("i", "n", _ -> true));
  }

  private static Answer answer(AuthorizationContext how, Persona... personas)
      throws CedarPolicyException {
    Principal who =
        new Principal(
            Principal.Kind.USER, "https://i#o", "o", Set.of(personas), Set.of("credit"), false);
    return answer(Optional.of(new ReleaseRights.AuthenticatedCaller(who, how)));
  }

  @Test
  void deniesWithReason() throws CedarPolicyException {
    assertThat(answer(Optional.empty()))
        .isEqualTo(new Answer.Denied("the caller is not authenticated"));
    assertThat(answer(SIGNED_IN, Persona.MODEL_REVIEWER))
        .isEqualTo(new Answer.Denied("no access rule permits it"));
    assertThat(answer(SIGNED_IN, Persona.MLOPS_ENGINEER, Persona.DATA_SCIENTIST))
        .isEqualTo(
            new Answer.Denied(
                "A data scientist may not release models, whatever other personas they have."));
  }

  @Test
  void requiresStepUpWhenNothingElseIsMissing() throws CedarPolicyException {
    assertThat(answer(AuthorizationContext.UNKNOWN, Persona.MLOPS_ENGINEER))
        .isEqualTo(new Answer.StepUp("c1"));
    assertThat(answer(SIGNED_IN, Persona.MLOPS_ENGINEER)).isEqualTo(new Answer.Allowed());
  }
}
