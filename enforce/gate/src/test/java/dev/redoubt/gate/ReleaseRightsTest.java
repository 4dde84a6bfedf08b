package dev.redoubt.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Access;
import dev.redoubt.access.Caller;
import dev.redoubt.access.Label;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.access.Rules;
import dev.redoubt.access.RulesException;
import dev.redoubt.access.Situation;
import dev.redoubt.gate.ReleaseRights.Answer;
import dev.redoubt.gate.move.Move;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who may release, by the rules that Redoubt comes with.
class ReleaseRightsTest {

  private static final Situation SIGNED_IN =
      new Situation(Set.of("c1"), Set.of("mfa"), true, "office");

  private static final Label PRODUCTION = new Label("credit", "production", "internal");
  private static final Move MOVE =
      new Move.OfAlias("scoring", "prod", OptionalLong.empty(), OptionalLong.of(1));

  private static Answer answer(Optional<ReleaseRights.Signed> who) throws RulesException {
    ReleaseRights rights = ReleaseRights.by(new Access(Rules.builtIn()), _ -> who);
    return rights.ask(PRODUCTION, MOVE, new Caller("i", "n", _ -> true));
  }

  private static Answer answer(Situation how, Persona... personas) throws RulesException {
    Principal who =
        new Principal(
            Principal.Kind.USER, "https://i#o", "o", Set.of(personas), Set.of("credit"), false);
    return answer(Optional.of(new ReleaseRights.Signed(who, how)));
  }

  @Test
  void givesTheReason_whenSomebodyMayNot() throws RulesException {
    assertThat(answer(Optional.empty())).isEqualTo(new Answer.Denied("who asks is not known"));
    assertThat(answer(SIGNED_IN, Persona.MODEL_REVIEWER))
        .isEqualTo(new Answer.Denied("no rule permits it"));
    assertThat(answer(SIGNED_IN, Persona.MLOPS_ENGINEER, Persona.DATA_SCIENTIST))
        .isEqualTo(
            new Answer.Denied(
                "A data scientist may not release models, whatever other personas they have."));
  }

  @Test
  void asksForTheContext_whenThatIsAllThatIsMissing() throws RulesException {
    assertThat(answer(Situation.UNKNOWN, Persona.MLOPS_ENGINEER))
        .isEqualTo(new Answer.StepUp("c1"));
    assertThat(answer(SIGNED_IN, Persona.MLOPS_ENGINEER)).isEqualTo(new Answer.Allowed());
  }
}
