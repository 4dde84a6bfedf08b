package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static dev.redoubt.template.function.FunctionTestLanguage.secrecy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogicFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "and(true(), true()) | true",
        "and(true(), false()) | false",
        "or(false(), true()) | true",
        "or(false(), false()) | false",
        "not(true()) | false",
        "and(false(), add(1, 'x')) | false",
        "or(true(), add(1, 'x')) | true",
        "and($bool('a'), false()) | false",
        "or($bool('a'), true()) | true",
        "bool('TRUE') | true",
        "bool('false') | false",
        "bool(0) | false",
        "bool(2) | true",
        "bool(true()) | true",
        "if(true(), 1, add(1, 'x')) | 1",
        "if(false(), fail('no'), 2) | 2",
        "any(5) | 5",
        "coalesce(null(), null(), 'a', add(1, 'x')) | \"a\"",
        "coalesce(null()) | null",
        "equals(1, 1) | true",
        "equals(1, '1') | false",
        "equals('a', 'A') | false",
        "equals(createArray('a', 'b'), createArray('a', 'b')) | true",
        "equals(createArray('a'), createArray('a', 'b')) | false",
        "equals(createObject('a', 1), createObject('A', 1)) | true",
        "equals(createObject('a', 1), createObject('a', 2)) | false",
        "equals(null(), null()) | true",
        "less(1, 2) | true",
        "less('A', 'a') | true",
        "lessOrEquals(2, 2) | true",
        "lessOrEquals('a', 'A') | false",
        "greater(1, 2) | false",
        "greater('A', 'a') | false",
        "greaterOrEquals(1, 2) | false",
        "greaterOrEquals('a', 'A') | true",
        "add(5, 3) | 8",
        "sub(7, 3) | 4",
        "mul(5, 3) | 15",
        "div(8, 3) | 2",
        "div(-8, 3) | -2",
        "mod(7, 3) | 1",
        "mod(-7, 3) | -1",
        "int('4') | 4",
        "int(' -4 ') | -4",
        "int(5) | 5",
        "float('1.50') | 1.50",
        "float(3) | 3",
      })
  void returnsDocumentedResult(String expression, String expected) {
    assertThat(json(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "div(1, 0)",
        "mod(1, 0)",
        "add(9223372036854775807, 1)",
        "sub(-9223372036854775808, 1)",
        "mul(9223372036854775807, 2)",
        "div(-9223372036854775808, -1)",
        "int('4.5')",
        "int('9223372036854775808')",
        "int('')",
        "float('x')",
        "float('1e999999')",
        "bool('yes')",
        "if('true', 1, 2)",
        "if(1, 1, 2)",
        "and(1, true())",
        "or('true', true())",
        "not('true')",
        "less(1, 'a')",
        "greater(true(), false())",
        "and()",
      })
  void fails_whereAzureFails(String expression) {
    assertThat(failure(expression)).isNotBlank();
  }

  @Test
  void fail_failsWithItsMessage() {
    assertThat(failure("fail('no region')")).isEqualTo("no region");
    assertThat(failure("fail(concat('no ', $text('p')))")).contains("no ", "parameters('p')");
  }

  @Test
  void unknownConditions_keepBothBranches() {
    assertThat(residual("if($bool('c'), 1, 'a')")).isEqualTo("if(parameters('c'), 1, 'a')");
    assertThat(json("if($bool('c'), 1, 1)")).isEqualTo("1");
    assertThat(residual("if($bool('c'), true(), false())")).isEqualTo("parameters('c')");
    assertThat(residual("if($bool('c'), if($bool('c'), 1, 2), 3)"))
        .isEqualTo("if(parameters('c'), 1, 3)");
    assertThat(((Unknown) eval("if($bool('c'), 'x', $text('p'))")).type())
        .isEqualTo(TypeHint.STRING);
    assertThat(secrecy("if($bool('c'), 'x', $secret('s'))")).isTrue();
    assertThat(failure("if($text('c'), 1, 2)")).contains("argument 1 must be bool");
  }

  @Test
  void junctions_keepOnlyWhatIsUnknown() {
    assertThat(residual("and(true(), $bool('a'))")).isEqualTo("parameters('a')");
    assertThat(residual("or($bool('a'), false(), $bool('b'), $bool('a'))"))
        .isEqualTo("or(parameters('a'), parameters('b'))");
    assertThat(residual("not($bool('a'))")).isEqualTo("not(parameters('a'))");
    assertThat(residual("not(not($bool('a')))")).isEqualTo("parameters('a')");
  }

  @Test
  void coalesce_decides_whereAnUnknownCannotBeNull() {
    assertThat(residual("coalesce($text('p'), add(1, 'x'))")).isEqualTo("parameters('p')");
    assertThat(residual("coalesce($any('p'), null(), 'a', 'b')"))
        .isEqualTo("coalesce(parameters('p'), 'a')");
    assertThat(residual("coalesce($any('p'), $any('q'), 'a')"))
        .isEqualTo("coalesce(parameters('p'), parameters('q'), 'a')");
    assertThat(residual("coalesce(if($bool('c'), null(), 'x'), 'y')"))
        .isEqualTo("if(parameters('c'), 'y', 'x')");
    assertThat(eval("coalesce($any('p'), null())")).isEqualTo(eval("$any('p')"));
    assertThat(secrecy("coalesce($any('p'), $secret('s'))")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "$text('p') | $text('p') | true",
        "$text('p') | 1 | false",
        "$text('p') | null() | false",
        "$int('p') | float('1.5') | false",
        "$bool('p') | createArray() | false",
        "$object('p') | $array('q') | false",
        "concat('a', $text('p')) | 'b' | false",
        "concat('a', $text('p')) | concat('a', $text('p')) | true",
        "concat('a', $text('p')) | concat('b', $text('p')) | false",
        "concat($text('p'), 'a') | 'b' | false",
        "concat('abc', $text('p')) | 'ab' | false",
        "concat('a', $text('p'), 'x') | 'abc' | false",
        "concat('a', $text('p'), 'x', $text('q'), 'z') | 'abyz' | false",
        "concat('a', $text('p'), 'bc') | 'abc' | unknown",
        "concat('ab', $text('p'), 'bc') | 'abc' | false",
        "concat('a', $text('p')) | concat('a', $text('q')) | unknown",
        "concat($text('p'), 'a') | concat($text('p'), 'ab') | false",
        "concat($text('p'), 'a') | $text('p') | false",
        "uniqueString($text('p')) | 'abc' | false",
        "guid($text('p')) | uniqueString($text('p')) | unknown",
        "$text('p') | 'a' | unknown",
        "$any('p') | null() | unknown",
        "createArray(1, $text('p')) | createArray(2, $text('q')) | false",
        "createArray(1, $text('p')) | createArray(1, $text('p')) | true",
        "createArray(1, $text('p')) | createArray(1, 'a') | unknown",
        "concat(createArray(1, 2), $array('a')) | createArray(1) | false",
        "concat(createArray(1), $array('a')) | createArray(1, 2) | unknown",
        "createObject('a', $text('p')) | createObject('b', $text('p')) | false",
        "union($object('o'), createObject('a', 1)) | createObject('a', 2) | false",
        "union($object('o'), createObject('a', 1)) | createObject('a', 1) | unknown",
        "union($object('o'), createObject('a', 1)) | createObject('b', 1) | false",
        "union($object('o'), createObject('a', 1)) | union($object('o'), createObject('a', 1)) |"
            + " true",
        "if($bool('c'), 'a', 'b') | 'z' | false",
        "createArray(if($bool('c'), 'a', 'b')) | createArray('z') | false",
      })
  void equals_isThreeValued(String left, String right, String expected) {
    String forwards = json("equals(" + left + ", " + right + ")");
    String backwards = json("equals(" + right + ", " + left + ")");

    assertThat(forwards.startsWith("\"") ? "unknown" : forwards).isEqualTo(expected);
    assertThat(backwards.startsWith("\"") ? "unknown" : backwards).isEqualTo(expected);
  }

  @Test
  void equals_isSimplified() {
    assertThat(residual("equals(if($bool('c'), 'a', 'b'), 'a')")).isEqualTo("parameters('c')");
    assertThat(residual("equals(if($bool('c'), 'a', 'b'), 'b')"))
        .isEqualTo("if(parameters('c'), false(), true())");
    assertThat(residual("equals($bool('c'), true())")).isEqualTo("parameters('c')");
    assertThat(residual("equals($text('p'), 'a')")).isEqualTo("equals(parameters('p'), 'a')");
  }
}
