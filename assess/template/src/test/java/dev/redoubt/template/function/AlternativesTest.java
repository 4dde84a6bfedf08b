package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static dev.redoubt.template.function.FunctionTestLanguage.secrecy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.catalog.TemplateFunctions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Functions of values that depend on a condition.
final class AlternativesTest {

  private static final Value ONE = NumberValue.of(1);
  private static final Value TWO = NumberValue.of(2);

  @Test
  void aCall_fails_ifItFailsForEachAlternative() {
    assertThat(failure("substring('abc', if($bool('c'), 4, 5))")).contains("start 4");
    assertThat(residual("substring('abc', if($bool('c'), 4, 1))"))
        .isEqualTo("if(parameters('c'), substring('abc', 4), 'bc')");
    assertThat(residual("substring('abc', if($bool('c'), 1, 4))"))
        .isEqualTo("if(parameters('c'), 'bc', substring('abc', 4))");
  }

  @Test
  void aCall_isMadeForAtMost32Alternatives() {
    String five = "createArray(1)";
    StringBuilder most = new StringBuilder("concat(" + five);
    for (int i = 0; i < 5; i++) {
      most.append(", if($bool('c%d'), createArray('t%d'), createArray('f%d'))".formatted(i, i, i));
    }
    String more = most + ", if($bool('c5'), createArray('t5'), createArray('f5')))";

    assertThat(residual(most + ")")).startsWith("if(parameters('c0'), if(parameters('c1'), if(");
    assertThat(residual(more))
        .startsWith("concat(createArray(1), concat(if(parameters('c0'), createArray('t0'), ");
  }

  @Test
  void aResult_isSecret_ifOneAlternativeWas() {
    TemplateFunction function = Objects.requireNonNull(TemplateFunctions.find("toUpper"));
    CallOutcome text = CallOutcome.of(eval("$text('p')"));

    assertThat(
            ChoiceDistribution.distribute(
                function, arguments("if($bool('c'), 'a', $secret('s'))"), _ -> text))
        .isInstanceOfSatisfying(
            CallOutcome.Returned.class,
            each -> assertThat(((Unknown) each.value()).secret()).isTrue());
    assertThat(
            ChoiceDistribution.distribute(
                function, arguments("if($bool('c'), 'a', $text('s'))"), _ -> text))
        .isEqualTo(text);
  }

  private static CallArguments arguments(String expression) {
    return new CallArguments(List.of(eval(expression)), Origin.NONE);
  }

  @Test
  void aSecretChoice_givesItsSecrecyToTheChosenAlternative() {
    Value condition = eval("$bool('c')");
    Value text = eval("$text('p')");
    Unknown choice =
        ((Unknown) Unknown.choice(condition, text, StringValue.of("b"), Origin.NONE)).asSecret();

    assertThat(((Unknown) ChoiceDistribution.assume(choice, condition, true)).secret()).isTrue();
    assertThat(ChoiceDistribution.assume(choice, condition, false)).isEqualTo(StringValue.of("b"));
    assertThat(ChoiceDistribution.assume(choice, eval("$bool('d')"), true)).isEqualTo(choice);
  }

  @Test
  void choosing_byAKnownCondition_takesThatValue() {
    assertThat(ChoiceDistribution.choose(BooleanValue.TRUE, ONE, TWO, Origin.NONE)).isEqualTo(ONE);
    assertThat(ChoiceDistribution.choose(BooleanValue.FALSE, ONE, TWO, Origin.NONE)).isEqualTo(TWO);
  }

  @Test
  void choosingTrueOrFalse_isTheCondition() {
    Value condition = eval("$bool('c')");

    assertThat(
            ChoiceDistribution.choose(
                condition, BooleanValue.TRUE, BooleanValue.FALSE, Origin.NONE))
        .isEqualTo(condition);
    assertThat(ChoiceDistribution.choose(condition, BooleanValue.TRUE, ONE, Origin.NONE))
        .hasToString("\"[if(parameters('c'), true(), 1)]\"");
    assertThat(
            ChoiceDistribution.choose(
                condition, BooleanValue.FALSE, BooleanValue.TRUE, Origin.NONE))
        .hasToString("\"[if(parameters('c'), false(), true())]\"");
  }

  @Test
  void twoValues_areFew_ifTheirAlternativesCombineInAtMost32Ways() {
    assertThat(ChoiceDistribution.areFew(chain("a", 4), chain("b", 8))).isTrue();
    assertThat(ChoiceDistribution.areFew(chain("a", 32), ONE)).isTrue();
    assertThat(ChoiceDistribution.areFew(chain("a", 33), ONE)).isFalse();
    assertThat(ChoiceDistribution.areFew(chain("a", 3), chain("b", 11))).isFalse();
    assertThat(ChoiceDistribution.areFew(chain("a", 40), chain("b", 40))).isFalse();
    assertThat(ChoiceDistribution.areFew(ONE, TWO)).isTrue();
  }

  /// `if(c1, 1, if(c2, 2, ...))` with a number of alternatives.
  private static Value chain(String name, int alternatives) {
    Value value = NumberValue.of(0);
    for (int i = 1; i < alternatives; i++) {
      Value condition = eval("$bool('%s%d')".formatted(name, i));
      value = Unknown.choice(condition, NumberValue.of(i), value, Origin.NONE);
    }
    return value;
  }

  @Test
  void aFailedAlternative_isSecret_ifItsArgumentsAre() {
    Unknown open = ResidualCalls.invalid("f", List.of(eval("$text('p')")), "is wrong", Origin.NONE);
    Unknown secret =
        ResidualCalls.invalid("f", List.of(eval("$secret('s')")), "is wrong", Origin.NONE);

    assertThat(open.secret()).isFalse();
    assertThat(secret.secret()).isTrue();
    assertThat(secret.causes()).extracting(cause -> cause.text()).containsExactly("`f`: is wrong");
  }

  @Test
  void aSecretInsideACollection_makesACallSecret() {
    String array = "concat(createArray(1), split($secret('s'), ','))";
    String object = "union(json($secret('s')), createObject('a', 1))";

    assertThat(secrecy("string(createArray(1, $secret('s')))")).isTrue();
    assertThat(secrecy("string(createArray(1, $text('p')))")).isFalse();
    assertThat(secrecy("string(createObject('a', createArray($secret('s'))))")).isTrue();
    assertThat(secrecy("string(createObject('a', $text('p')))")).isFalse();
    assertThat(secrecy("length(" + array + ")")).isTrue();
    assertThat(secrecy("length(" + object + ")")).isTrue();
    assertThat(secrecy("length(concat(createArray(1), $array('a')))")).isFalse();
    assertThat(secrecy("length(union($object('o'), createObject('a', 1)))")).isFalse();
    assertThat(secrecy("tryGet(createArray(1, $secret('s')), $int('i'))")).isTrue();
  }

  @Test
  void aLargeCollection_countsAsSecret() {
    assertThat(secrecy("tryGet(range(0, 9999), $int('i'))")).isFalse();
    assertThat(secrecy("tryGet(range(0, 10000), $int('i'))")).isTrue();
  }

  @Test
  void tests_ofAChoice_areDecided_ifAllAlternativesAgree() {
    assertThat(
            json(
                "equals(createArray(concat('a', $text('p'))), createArray(if($bool('c'), 'b',"
                    + " 'c')))"))
        .isEqualTo("false");
    assertThat(json("not(if($bool('c'), true(), true()))")).isEqualTo("false");
    assertThat(residual("not(if($bool('c'), $bool('d'), true()))"))
        .isEqualTo("if(parameters('c'), not(parameters('d')), false())");
  }
}
