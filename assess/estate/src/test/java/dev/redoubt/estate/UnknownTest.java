package dev.redoubt.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownTest {

  private static final Unknown P =
      Unknown.symbol("parameters('p')", UnknownCause.parameter("p"), TypeHint.STRING, Origin.NONE);
  private static final Unknown Q =
      Unknown.symbol("parameters('q')", UnknownCause.parameter("q"), TypeHint.ANY, Origin.NONE);

  @Test
  void text_joinsWhatIsKnown() {
    Value joined =
        Unknown.text(
            List.of(StringValue.of("a"), StringValue.of("b"), P, NumberValue.of(1)), Origin.NONE);
    assertThat(joined).hasToString("\"[format('ab{0}1', parameters('p'))]\"");
    assertThat(Unknown.text(List.of(StringValue.of("x"), joined, StringValue.of("y")), Origin.NONE))
        .hasToString("\"[format('xab{0}1y', parameters('p'))]\"");
  }

  @Test
  void text_isKnown_whenAllPartsAre() {
    assertThat(Unknown.text(List.of(StringValue.of("a"), NumberValue.of(1)), Origin.NONE))
        .isEqualTo(StringValue.of("a1"));
    assertThat(Unknown.text(List.of(), Origin.NONE)).isEqualTo(StringValue.of(""));
  }

  @Test
  void text_isThePartItself_onlyWhereThatIsAString() {
    assertThat(Unknown.text(List.of(StringValue.of(""), P), Origin.NONE)).isEqualTo(P);
    assertThat(Unknown.text(List.of(Q), Origin.NONE)).isNotEqualTo(Q);
  }

  @Test
  void choice_isTheValue_whenBothBranchesAreEqual() {
    assertThat(Unknown.choice(P, NumberValue.of(1), NumberValue.of(1), Origin.NONE))
        .isEqualTo(NumberValue.of(1));
  }

  @Test
  void member_ofAChoice_isTheMemberOfBothBranches() {
    ObjectValue left = ObjectValue.builder().put("a", "1").build();
    ObjectValue right = ObjectValue.builder().put("a", "2").build();
    Unknown choice = (Unknown) Unknown.choice(P, left, right, Origin.NONE);
    assertThat(choice.member("a")).hasToString("\"[if(parameters('p'), '1', '2')]\"");
  }

  @Test
  void member_ofARuntimeProperty_goesDeeper() {
    ResourceKey key =
        new ResourceKey(
            ResourceScope.Tenant.ROOT,
            ResourceType.of("P.x/things"),
            List.of(NameSegment.literal("n")));
    Unknown runtime =
        Unknown.of(
            new ResidualExpression.RuntimeProperty(key, List.of("identity"), ""),
            TypeHint.ANY,
            Origin.NONE);
    assertThat(((Unknown) runtime.member("principalId")).residual())
        .isEqualTo(
            new ResidualExpression.RuntimeProperty(
                key, List.of("identity", "principalId"), "2020-01-01"));
    assertThat(runtime.member("principalId"))
        .hasToString("\"[reference('/providers/P.x/things/n', 'full').identity.principalId]\"");
  }

  @Test
  void secret_marksAllDerivedValues() {
    Unknown secret = P.asSecret();
    assertThat(Unknown.call("concat", List.of(secret), TypeHint.ANY, Origin.NONE).secret())
        .isTrue();
    assertThat(((Unknown) Unknown.text(List.of(StringValue.of("a"), secret), Origin.NONE)).secret())
        .isTrue();
    assertThat(((Unknown) Unknown.choice(Q, secret, Q, Origin.NONE)).secret()).isTrue();
    assertThat(((Unknown) secret.member("x")).secret()).isTrue();
    assertThat(Unknown.call("concat", List.of(Q), TypeHint.ANY, Origin.NONE).secret()).isFalse();
  }

  @Test
  void causes_areDistinctRootCauses() {
    Unknown call =
        Unknown.call(
            "f",
            List.of(P, ArrayValue.of(List.of(Q, P)), Q.member("x")),
            TypeHint.ANY,
            Origin.NONE);
    assertThat(call.causes())
        .containsExactly(UnknownCause.parameter("p"), UnknownCause.parameter("q"));
  }
}
