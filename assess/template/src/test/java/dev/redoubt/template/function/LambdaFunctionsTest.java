package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LambdaFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "map(createArray('Evie', 'Kira'), lambda('i', format('Hello {0}!', lambdaVariables('i'))))"
            + " | [~Hello Evie!~,~Hello Kira!~]",
        "map(createArray('a', 'b'), lambda('x', 'i', lambdaVariables('i'))) | [0,1]",
        "map(createArray(), lambda('x', 1)) | []",
        "filter(range(0, 4), lambda('i', equals(mod(lambdaVariables('i'), 2), 0))) | [0,2]",
        "filter(createArray('a', 'b'), lambda('x', 'i', equals(lambdaVariables('i'), 1))) | [~b~]",
        "sort(createArray(8, 3, 10, -13, 5), lambda('x', 'y',"
            + " less(lambdaVariables('x'), lambdaVariables('y')))) | [-13,3,5,8,10]",
        "sort(createArray('ghi', 'abc', 'def'), lambda('x', 'y',"
            + " greater(lambdaVariables('x'), lambdaVariables('y')))) | [~ghi~,~def~,~abc~]",
        "sort(createArray('b', 'ab', 'a'), lambda('x', 'y', less(length(lambdaVariables('x')),"
            + " length(lambdaVariables('y'))))) | [~b~,~a~,~ab~]",
        "reduce(range(1, 5), 1, lambda('a', 'b',"
            + " mul(lambdaVariables('a'), lambdaVariables('b')))) | 120",
        "reduce(createArray('a', 'b'), '', lambda('a', 'b', 'i', concat(lambdaVariables('a'),"
            + " lambdaVariables('b'), lambdaVariables('i')))) | ~a0b1~",
        "reduce(createArray(), 0, lambda('a', 'b', lambdaVariables('a'))) | 0",
        "toObject(createArray(123, 456), lambda('i', string(div(lambdaVariables('i'), 100)))) |"
            + " {~1~:123,~4~:456}",
        "toObject(createArray('a', 'b'), lambda('x', lambdaVariables('x')),"
            + " lambda('x', toUpper(lambdaVariables('x')))) | {~a~:~A~,~b~:~B~}",
        "groupBy(createArray('ab', 'ba', 'AC'), lambda('x', first(lambdaVariables('x')))) |"
            + " {~a~:[~ab~,~AC~],~b~:[~ba~]}",
        "groupBy(createArray('ab', 'ac'), lambda('x', first(lambdaVariables('x'))),"
            + " lambda('x', last(lambdaVariables('x')))) | {~a~:[~b~,~c~]}",
        "mapValues(createObject('a', 123, 'b', 456), lambda('v', mul(lambdaVariables('v'), 2))) |"
            + " {~a~:246,~b~:912}",
      })
  void returnsDocumentedResult(String expression, String expected) {
    assertThat(json(expression)).isEqualTo(expected.replace('~', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "map(createArray(1), 'x')",
        "map('abc', lambda('x', 1))",
        "map(createArray(1), lambda('x', 'y', 'z', 1))",
        "sort(createArray(1), lambda('x', true()))",
        "reduce(createArray(1), 0, lambda('x', 1))",
        "filter(createArray(1), lambda('x', 'yes'))",
        "sort(createArray(1, 2), lambda('x', 'y', 1))",
        "toObject(createArray(1), lambda('x', lambdaVariables('x')))",
        "groupBy(createArray(1), lambda('x', null()))",
        "mapValues(createArray(1), lambda('x', 1))",
      })
  void fails_whereAzureFails(String expression) {
    assertThat(failure(expression)).isNotBlank();
  }

  @Test
  void unknownArrays_leaveTheCall() {
    assertThat(residual("map($array('a'), lambda('x', 1))"))
        .isEqualTo("map(parameters('a'), lambda('x', ...))");
    assertThat(residual("reduce($array('a'), 0, lambda('x', 'y', 1))"))
        .isEqualTo("reduce(parameters('a'), 0, lambda('x', 'y', ...))");
    assertThat(residual("sort($array('a'), lambda('x', 'y', true()))")).startsWith("sort(");
    assertThat(residual("mapValues($object('o'), lambda('x', 1))")).startsWith("mapValues(");
  }

  @Test
  void map_keepsUnknownElements_andOpenArraysOpen() {
    assertThat(
            residual(
                "map(createArray('a', $text('p')), lambda('x', toUpper(lambdaVariables('x'))))"))
        .isEqualTo("createArray('A', toUpper(parameters('p')))");
    ArrayValue open =
        (ArrayValue)
            eval(
                "map(concat(createArray(1), $array('a')), lambda('x', add(lambdaVariables('x'),"
                    + " 1)))");
    assertThat(open.get(0)).hasToString("2");
    assertThat(open.isOpen()).isTrue();
    assertThat(
            eval(
                "map(concat(createArray(1), $array('a')), lambda('x', 'i', lambdaVariables('i')))"))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void filter_isOpen_whereItIsNotKnownWhatStays() {
    String test = "lambda('x', equals(lambdaVariables('x'), 'a'))";
    ArrayValue open = (ArrayValue) eval("filter(createArray('a', 'b', $text('p')), " + test + ")");

    assertThat(open.elements()).hasToString("[\"a\"]");
    assertThat(open.isOpen()).isTrue();
    assertThat(residual("filter(createArray('b', $text('p')), " + test + ")"))
        .isEqualTo("filter(createArray(parameters('p')), lambda('x', ...))");
  }

  @Test
  void sort_staysACall_whereAnOrderIsNotKnown() {
    String order = "lambda('x', 'y', less(lambdaVariables('x'), lambdaVariables('y')))";

    assertThat(residual("sort(createArray('b', $text('p')), " + order + ")")).startsWith("sort(");
    assertThat(residual("sort(createArray($text('p')), " + order + ")"))
        .isEqualTo("createArray(parameters('p'))");
  }

  @Test
  void alternatives_areMappedOneByOne() {
    assertThat(
            residual(
                "map(if($bool('c'), createArray(1), createArray()),"
                    + " lambda('x', add(lambdaVariables('x'), 1)))"))
        .isEqualTo("if(parameters('c'), createArray(2), createArray())");
  }

  @Test
  void objects_areOpen_whereANameIsNotKnown() {
    ObjectValue object =
        (ObjectValue)
            eval("toObject(createArray('a', $text('p'), 'b'), lambda('x', lambdaVariables('x')))");

    assertThat(object.isOpen()).isTrue();
    assertThat(object.get("a")).isNull();
    assertThat(object.get("b")).hasToString("\"b\"");
    assertThat(residual("groupBy(createArray('a', $text('p')), lambda('x', lambdaVariables('x')))"))
        .startsWith("groupBy(");
    ObjectValue open =
        (ObjectValue)
            eval(
                "mapValues(union($object('o'), createObject('a', 1)),"
                    + " lambda('x', add(lambdaVariables('x'), 1)))");
    assertThat(open.get("a")).hasToString("2");
    assertThat(open.isOpen()).isTrue();
  }

  @Test
  void reduce_staysACall_whereItWouldNestTheUnknownTooDeeply() {
    String step = "lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b')))";

    assertThat(residual("reduce(range(0, 10000), $int('n'), " + step + ")"))
        .startsWith("reduce(createArray(0, 1");
    assertThat(residual("reduce(range(1, 2), $int('n'), " + step + ")"))
        .isEqualTo("add(add(parameters('n'), 1), 2)");
  }
}
