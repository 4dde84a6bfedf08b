package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions of arrays and objects of which only a part is known.
final class UnknownCollectionTest {

  private static final String OPEN = "concat(createArray('a', 'b'), $array('z'))";
  private static final String IS_A = "lambda('x', equals(lambdaVariables('x'), 'a'))";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "indexOf($array('a'), 1)",
        "indexOf(concat(createArray(1), $array('a')), 1)",
        "indexOf($text('p'), 'a')",
        "indexOf('abc', $text('p'))",
        "indexOf(createArray($text('p')), 'a')",
        "lastIndexOf($array('a'), 1)",
        "lastIndexOf(concat(createArray(1), $array('a')), 1)",
        "lastIndexOf($text('p'), 'a')",
        "lastIndexOf('abc', $text('p'))",
        "lastIndexOf(createArray($text('p')), 'a')",
        "length($array('a'))",
        "length($text('p'))",
        "length(union($object('o'), createObject('a', 1)))",
        "skip($array('a'), 1)",
        "skip(concat(createArray(1), $array('a')), 1)",
        "skip(createArray(1), $int('n'))",
        "join(concat(createArray('a'), $array('x')), ',')",
        "flatten(concat(createArray(createArray(1)), $array('x')))",
        "shallowMerge(concat(createArray(createObject('a', 1)), $array('x')))",
        "indexFromEnd(createArray(1), $int('n'))",
        "indexFromEnd($array('a'), 1)",
        "tryIndexFromEnd(createArray(1), $int('n'))",
        "min(createArray(1, $int('n')))",
        "max(createArray(1, $int('n')))",
        "intersection(createArray(1, $int('n')), createArray(1))",
        "contains(union($object('o'), createObject('a', 1)), 'b')",
        "contains(createObject('a', 1), $int('n'))",
        "empty($object('o'))",
      })
  void aCall_stays_ifItsResultDependsOnWhatIsUnknown(String call) {
    String name = call.substring(0, call.indexOf('(') + 1);

    assertThat(residual(call)).startsWith(name).contains("parameters(");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "indexOf('abc', 1) | argument 2 must be string when argument 1 is string, not int",
        "lastIndexOf('abc', 1) | argument 2 must be string when argument 1 is string, not int",
        "indexOf(1, 2) | argument 1 must be string or array, not int",
        "contains(createObject('a', 1), $bool('b')) |"
            + " argument 2 must be string when argument 1 is object",
        "contains(createObject('a', 1), null()) |"
            + " argument 2 must be string when argument 1 is object, not null",
        "contains(createObject('a', 1), createArray()) |"
            + " argument 2 must be string when argument 1 is object, not array",
        "contains(createObject('a', 1), createObject()) |"
            + " argument 2 must be string when argument 1 is object, not object",
        "join(createArray('a', createObject()), ',') | element 1 must be string, not object",
        "join(createArray('a', createArray()), ',') | element 1 must be string, not array",
        "shallowMerge(createArray($text('p'))) | element 0 must be object",
        "flatten(createArray(createArray(), $text('p'))) | element 1 must be array",
        "tryIndexFromEnd('abc', 1) | argument 1 must be array, not string",
        "tryGet(createObject('a', 1), null()) | the key of an object must be string, not null",
        "tryGet(createObject('a', 1), true()) | the key of an object must be string, not bool",
        "tryGet(createObject('a', 1), createArray()) |"
            + " the key of an object must be string, not array",
        "tryGet(createObject('a', 1), createObject()) |"
            + " the key of an object must be string, not object",
        "tryGet(createArray(1), null()) | the index of an array must be int, not null",
        "div(1, 0) | division by zero",
        "mod(1, 0) | division by zero",
      })
  void aCall_saysWhichArgumentDoesNotFit(String call, String message) {
    assertThat(failure(call)).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "lastIndexOf('abc', 'z') | -1",
        "lastIndexOf('abcabc', 'BC') | 4",
        "lastIndexOf('a', 'abc') | -1",
        "indexOf('abcabc', 'BC') | 1",
        "indexOf('abc', 'abc') | 0",
        "indexOf('a', 'abc') | -1",
        "tryGet(createArray(), $int('i')) | null",
        "tryGet(createArray(5), 0) | 5",
        "tryGet(createArray(5), 1) | null",
        "tryGet(createArray(5), createObject('value', 0, 'fromEnd', true())) | null",
        "range(2147483646, 1) | [2147483646]",
        "range(-2147483648, 1) | [-2147483648]",
        "objectKeys(createObject('ab', 1, 'a', 2, 'abc', 3)) | [~a~,~ab~,~abc~]",
        "greater(2, 2) | false",
        "greaterOrEquals(2, 2) | true",
        "less(2, 2) | false",
        "equals(createObject('a', 1), createObject('a', 1, 'b', 2)) | false",
        "equals(true(), true()) | true",
        "equals(true(), 1) | false",
        "equals(null(), 1) | false",
        "length(padLeft('a', 0)) | 1",
      })
  void returnsDocumentedResult_atTheLimits(String call, String expected) {
    assertThat(json(call)).isEqualTo(expected.replace('~', '"'));
  }

  @Test
  void range_fails_below32Bits() {
    assertThat(failure("range(-2147483649, 1)")).contains("32 bits", "-2147483649");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$text('p') | true() | false",
        "$text('p') | 1 | false",
        "$int('n') | 'a' | false",
        "$int('n') | 1 | unknown",
        "$bool('b') | true() | unknown",
        "$bool('b') | 'a' | false",
        "$array('a') | createArray() | unknown",
        "$text('p') | createArray() | false",
        "$object('o') | createObject('a', 1) | unknown",
        "$text('p') | createObject() | false",
        "concat(createArray(1), $array('a')) | createArray(1) | unknown",
        "concat(createArray(1), $array('a')) | createArray() | false",
      })
  void elements_ofDifferentTypes_areDifferent(String left, String right, String expected) {
    String forwards = json("equals(createArray(" + left + "), createArray(" + right + "))");
    String backwards = json("equals(createArray(" + right + "), createArray(" + left + "))");

    assertThat(forwards.startsWith("\"") ? "unknown" : forwards).isEqualTo(expected);
    assertThat(backwards.startsWith("\"") ? "unknown" : backwards).isEqualTo(expected);
  }

  @Test
  void equals_withTrue_isTheOtherArgument_onlyIfItIsABool() {
    assertThat(residual("equals(true(), $bool('c'))")).isEqualTo("parameters('c')");
    assertThat(residual("equals($bool('c'), true())")).isEqualTo("parameters('c')");
    assertThat(residual("equals(true(), $any('x'))")).isEqualTo("equals(true(), parameters('x'))");
    assertThat(residual("equals($any('x'), true())")).isEqualTo("equals(parameters('x'), true())");
    assertThat(residual("equals(false(), $bool('c'))"))
        .isEqualTo("equals(false(), parameters('c'))");
  }

  @Test
  void concat_keepsTheOrder_ofKnownAndUnknownArrays() {
    assertThat(residual("concat(createArray(1), $array('a'))"))
        .isEqualTo("concat(createArray(1), parameters('a'))");
    assertThat(residual("concat($array('a'), createArray(1))"))
        .isEqualTo("concat(parameters('a'), createArray(1))");
    assertThat(residual("concat(createArray(1), $array('a'), createArray())"))
        .isEqualTo("concat(createArray(1), parameters('a'))");
    assertThat(residual("concat(createArray(), $array('a'))")).isEqualTo("parameters('a')");
    assertThat(residual("concat(concat($array('a'), createArray(1)), createArray(2))"))
        .isEqualTo("concat(concat(parameters('a'), createArray(1)), createArray(2))");
  }

  @Test
  void distinct_isOpen_ifAnUnknownElementMayRepeatAKnownOne() {
    ArrayValue open = (ArrayValue) eval("distinct(createArray($text('p'), 'a', 1))");

    assertThat(open.elements()).hasToString("[\"[parameters('p')]\", 1]");
    assertThat(open.isOpen()).isTrue();
    assertThat(json("length(distinct(createArray($text('p'), 1, 1)))")).isEqualTo("2");
    assertThat(residual("length(distinct(" + OPEN + "))")).startsWith("length(distinct(");
    assertThat(residual("union(createArray(), $array('a'))"))
        .isEqualTo("union(createArray(), parameters('a'))");
  }

  @Test
  void filter_ofAnOpenArray_keepsWhatIsCertain() {
    ArrayValue open = (ArrayValue) eval("filter(" + OPEN + ", " + IS_A + ")");
    ArrayValue unsure =
        (ArrayValue)
            eval("filter(concat(createArray('a', $text('p')), $array('z')), " + IS_A + ")");

    assertThat(open.elements()).hasToString("[\"a\"]");
    assertThat(Objects.requireNonNull(open.rest()))
        .hasToString("\"[filter(parameters('z'), lambda('x', ...))]\"");
    assertThat(unsure.elements()).hasToString("[\"a\"]");
    assertThat(Objects.requireNonNull(unsure.rest()))
        .hasToString(
            "\"[filter(concat(createArray(parameters('p')), parameters('z')),"
                + " lambda('x', ...))]\"");
  }

  @Test
  void filter_staysAWholeCall_ifNothingIsCertain_orTheIndexCounts() {
    String byIndex = "lambda('x', 'i', equals(lambdaVariables('x'), 'a'))";

    assertThat(residual("filter(concat(createArray('b'), $array('z')), " + IS_A + ")"))
        .isEqualTo("filter(concat(createArray('b'), parameters('z')), lambda('x', ...))");
    assertThat(residual("filter(" + OPEN + ", " + byIndex + ")"))
        .isEqualTo("filter(concat(createArray('a', 'b'), parameters('z')), lambda('x', 'i', ...))");
    assertThat(residual("filter(createArray('a', $text('p')), " + byIndex + ")"))
        .isEqualTo("filter(createArray('a', parameters('p')), lambda('x', 'i', ...))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sort(A, lambda('x', 'y', true()))",
        "reduce(A, 0, lambda('x', 'y', 1))",
        "toObject(A, lambda('x', 'k'))",
        "groupBy(A, lambda('x', 'k'))",
      })
  void aLambdaFunction_ofAnOpenArray_stays(String call) {
    assertThat(residual(call.replace("A", OPEN)))
        .startsWith(call.substring(0, call.indexOf('A')) + "concat(createArray('a', 'b'), ");
  }

  @Test
  void map_ofAnArrayWithAnUnknownBeginning_keepsTheCall() {
    assertThat(residual("map(concat($array('a'), createArray(1)), lambda('x', 2))"))
        .isEqualTo("map(concat(parameters('a'), createArray(1)), lambda('x', ...))");
  }

  @Test
  void aLambdaFunction_saysWhichLambdaDoesNotFit() {
    assertThat(failure("map(createArray(1), 'x')")).isEqualTo("argument 2 must be a lambda");
    assertThat(failure("map(createArray(1), lambda('x', 'y', 'z', 1))"))
        .isEqualTo("the lambda in argument 2 must have 1 or 2 parameters, but has 3");
    assertThat(failure("sort(createArray(1), lambda('x', true()))"))
        .isEqualTo("the lambda in argument 2 must have 2 parameters, but has 1");
    assertThat(failure("reduce(createArray(1), 0, lambda('x', 1))"))
        .isEqualTo("the lambda in argument 3 must have 2 or 3 parameters, but has 1");
    assertThat(failure("map($text('p'), lambda('x', 1))"))
        .isEqualTo("argument 1 must be array, not unknown");
    assertThat(failure("sort(createArray(3, 1, 2), lambda('x', 'y', 1))"))
        .isEqualTo("the lambda must return bool, not int");
  }
}
