package dev.redoubt.policy.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.syntax.ConditionOperator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonPhrasesTest {

  private static final Value A = StringValue.of("a");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EQUALS | false | ; expected `a`
          LIKE | true | , which matches `a`
          LIKE | false | ; expected a match of `a`
          MATCH_INSENSITIVELY | false | ; expected a match of `a`
          CONTAINS | true | , which contains `a`
          CONTAINS | false | ; expected to contain `a`
          CONTAINS_KEY | true | , with the key `a`
          CONTAINS_KEY | false | ; expected the key `a`
          IN | true | , one of `a`
          IN | false | ; expected `a`
          LESS | true | ; expected at least `a`
          LESS | false | ; expected less than `a`
          LESS_OR_EQUALS | true | ; expected more than `a`
          LESS_OR_EQUALS | false | ; expected at most `a`
          GREATER | true | ; expected at most `a`
          GREATER | false | ; expected more than `a`
          GREATER_OR_EQUALS | true | ; expected less than `a`
          GREATER_OR_EQUALS | false | ; expected at least `a`
          """)
  void expectationIsTheOppositeOfTheViolation(
      ConditionOperator operator, boolean holds, String phrase) {
    assertThat(ReasonPhrases.expectation(operator, holds, A)).isEqualTo(phrase);
  }

  @Test
  void expectationIsEmptyForAForbiddenValueAndForExistence() {
    assertThat(ReasonPhrases.expectation(ConditionOperator.EQUALS, true, A)).isEmpty();
    assertThat(ReasonPhrases.expectation(ConditionOperator.EXISTS, false, A)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EQUALS | false | , not `a`
          LIKE | true | , which matches `a`
          LIKE | false | , which does not match `a`
          MATCH | true | , which matches `a`
          CONTAINS | true | , which contains `a`
          CONTAINS | false | , which does not contain `a`
          CONTAINS_KEY | true | , with the key `a`
          CONTAINS_KEY | false | , without the key `a`
          IN | true | , one of `a`
          IN | false | , not one of `a`
          LESS | true | , less than `a`
          LESS | false | , not less than `a`
          LESS_OR_EQUALS | true | , at most `a`
          LESS_OR_EQUALS | false | , more than `a`
          GREATER | true | , more than `a`
          GREATER | false | , not more than `a`
          GREATER_OR_EQUALS | true | , at least `a`
          GREATER_OR_EQUALS | false | , less than `a`
          """)
  void relationDescribesTheComparison(ConditionOperator operator, boolean holds, String phrase) {
    assertThat(ReasonPhrases.relation(operator, holds, A)).isEqualTo(phrase);
  }

  @Test
  void listsFiveAlternativesAndCountsTheOthers() {
    Value letters =
        ArrayValue.of(
            Stream.of("a", "b", "c", "d", "e", "f", "g").<Value>map(StringValue::of).toList());
    assertThat(ReasonPhrases.expectation(ConditionOperator.IN, false, letters))
        .isEqualTo("; expected `a` or `b` or `c` or `d` or `e` and 2 more");
    assertThat(
            ReasonPhrases.expectation(
                ConditionOperator.NOT_IN, false, ArrayValue.of(List.of(A, A))))
        .isEqualTo("; expected `a` or `a`");
    assertThat(ReasonPhrases.relation(ConditionOperator.IN, false, letters))
        .isEqualTo(", not one of `a`, `b`, `c`, `d`, `e` and 2 more");
  }

  @Test
  void namesTheSourceOfAValue() {
    assertThat(ReasonPhrases.is("x", null)).isEqualTo("`x` is absent");
    assertThat(ReasonPhrases.is("x", NullValue.NULL)).isEqualTo("`x` is absent");
    assertThat(ReasonPhrases.is("x", A)).isEqualTo("`x` is `a`");
    assertThat(ReasonPhrases.is("x", A.at(Origin.PROVIDER_DEFAULT)))
        .isEqualTo("`x` is absent and defaults to `a`");
    assertThat(ReasonPhrases.is("x", A.at(Origin.DERIVED)))
        .isEqualTo("`x` is `a`, derived from other resources");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EQUALS | it is `a`
          NOT_EQUALS | it is not `a`
          LIKE | it matches `a`
          NOT_LIKE | it does not match `a`
          CONTAINS | it contains `a`
          NOT_CONTAINS | it does not contain `a`
          CONTAINS_KEY | it has the key `a`
          NOT_CONTAINS_KEY | it does not have the key `a`
          IN | it is one of `a`
          NOT_IN | it is not one of `a`
          LESS | it is less than `a`
          LESS_OR_EQUALS | it is at most `a`
          GREATER | it is more than `a`
          GREATER_OR_EQUALS | it is at least `a`
          EXISTS | it exists
          """)
  void questionIsInPlainWords(ConditionOperator operator, String phrase) {
    assertThat(ReasonPhrases.question(operator, A)).isEqualTo(phrase);
  }

  @Test
  void builtInRoleIsShownByItsName() {
    String owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    StringValue pattern = StringValue.of("*/" + owner);
    assertThat(ReasonPhrases.quoted(pattern)).isEqualTo("the role Owner (`" + owner + "`)");
    StringValue id =
        StringValue.of(
            "/subscriptions/"
                + "s".repeat(80)
                + "/roleDefinitions/"
                + owner.toUpperCase(Locale.ROOT));
    assertThat(ReasonPhrases.quoted(id)).isEqualTo("the role Owner (`" + owner + "`)");
    assertThat(ReasonPhrases.isSameRole(id, pattern)).isTrue();
    assertThat(
            ReasonPhrases.isSameRole(id, StringValue.of("*/b24988ac-6180-42a0-ab88-20f7382dd24c")))
        .isFalse();
    assertThat(ReasonPhrases.isSameRole(A, A)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
        "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions',"
            + " '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')]",
        "[format('/subscriptions/{0}/providers/Microsoft.Authorization/roleDefinitions/"
            + "8e3af657-a8ff-443c-a75c-2fe8c4bcb635', subscription().subscriptionId)]",
      })
  void expressionForTheIdOfARoleIsShownByTheNameOfTheRole(String text) {
    assertThat(ReasonPhrases.quoted(StringValue.of(text))).startsWith("the role Owner (`8e3af657-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[guid('/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635')]",
        "stored 8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
        "/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635/x",
      })
  void otherTextsWithTheIdOfARoleAreShownAsWritten(String text) {
    assertThat(ReasonPhrases.quoted(StringValue.of(text))).isEqualTo("`" + text + "`");
  }

  @Test
  void otherGuidsAreShownWithoutName() {
    String other = "8e3af657-a8ff-443c-a75c-2fe8c4bcb636";
    assertThat(ReasonPhrases.quoted(StringValue.of(other))).isEqualTo("`" + other + "`");
  }
}
