package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.StringValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Results at the limits of [FunctionLimits], and the texts of numbers, names and other alphabets.
final class ResultLimitsTest {

  private static final String MANY = "range(0, 10000), ".repeat(9) + "range(100000, 10000)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "concat(padLeft('', 1048575), 'a')",
        "toLower(padLeft('', 1048576))",
        "string(createArray(padLeft('', 1048572)))",
      })
  void aText_hasAtMost1048576Characters(String call) {
    assertThat(json("length(" + call + ")")).isEqualTo("1048576");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "concat(padLeft('', 1048576), 'a')",
        "concat(concat(padLeft('', 600000), $text('p')), padLeft('', 600000))",
        "string(createArray(padLeft('', 1048573)))",
        "uniqueString(padLeft('', 1048575), 'a')",
        "guid(padLeft('', 1048575), 'a')",
        "padLeft('', 1048577)",
      })
  void aLongerText_fails(String call) {
    assertThat(failure(call)).contains("1048576");
  }

  @Test
  void names_areHashedUpToTheLimit() {
    assertThat(json("length(uniqueString(padLeft('', 1048574), 'a'))")).isEqualTo("13");
  }

  @Test
  void anArray_hasAtMost100000Elements() {
    assertThat(json("length(concat(" + MANY + "))")).isEqualTo("100000");
    assertThat(failure("concat(" + MANY + ", createArray(1))")).contains("100000");
    assertThat(json("length(split(padLeft('', 99999, ','), ','))")).isEqualTo("100000");
    assertThat(failure("split(padLeft('', 100000, ','), ',')")).contains("100000");
  }

  @Test
  void aUnion_hasAtMost100000Elements() {
    StringBuilder ranges = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      ranges.append(i == 0 ? "" : ", ").append("range(%d, 10000)".formatted(i * 10_000));
    }

    assertThat(json("length(union(" + ranges + "))")).isEqualTo("100000");
    assertThat(failure("union(" + ranges + ", createArray('a'))")).contains("100000");
  }

  @Test
  void float_readsAtMost400Characters() {
    assertThat(json("float(padLeft('1', 400, '0'))")).isEqualTo("1");
    assertThat(failure("float(padLeft('1', 401, '0'))")).isNotBlank();
  }

  @Test
  void toLower_changesOtherAlphabets() {
    assertThat(eval("toLower('ÀÉ ΑΩ ЖЯ')")).isEqualTo(StringValue.of("àé αω жя"));
    assertThat(eval("toUpper('àé αω жя')")).isEqualTo(StringValue.of("ÀÉ ΑΩ ЖЯ"));
  }

  @Test
  void guid_isTheVersion5Uuid_inAzuresNamespace() {
    // computed with another implementation of RFC 9562, section 5.5, and the namespace
    // 11fb06fb-712d-4ddd-98c7-e71bbd588830
    assertThat(eval("guid('hello', 'world')"))
        .isEqualTo(StringValue.of("a5b868f8-11fe-567a-ace0-e77cc87f104e"));
  }

  @Test
  void format_writesNullAndNumbersInsideCollections() {
    assertThat(eval("format('{0}', $json('[null, false, 1.5, {\"a\": null}]'))"))
        .isEqualTo(StringValue.of("[null,false,1.5,{'a':null}]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"indexOf('a')", "indexOf()", "contains('a')"})
  void aMissingArgument_isCounted(String call) {
    assertThat(failure(call)).startsWith("requires 2 arguments, but got ");
  }

  @Test
  void aMissingArgument_isCounted_ifOthersAreOptional() {
    assertThat(failure("padLeft('abc')")).isEqualTo("requires at least 2 arguments, but got 1");
    assertThat(failure("tryGet('abc')")).isEqualTo("requires at least 2 arguments, but got 1");
    assertThat(failure("json()")).isEqualTo("requires 1 argument, but got 0");
  }
}
