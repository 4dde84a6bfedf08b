package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "json('null') | null",
        "json(null()) | null",
        "json('true') | true",
        "json('3') | 3",
        "json('1.50') | 1.50",
        "json('.25') | 0.25",
        "json('[1,2,3]') | [1,2,3]",
        "json('''test''') | ~test~",
        "json('{''a'': ''b'', c: 1,} // x') | {~a~:~b~,~c~:1}",
        "json(concat('{~a~: ~', 'demo value', '~}')) | {~a~:~demo value~}",
        "base64ToJson(base64('{''one'': ''a''}')) | {~one~:~a~}",
        "items(createObject('item002', 2, 'Item001', 1)) |"
            + " [{~key~:~Item001~,~value~:1},{~key~:~item002~,~value~:2}]",
        "objectKeys(createObject('b', 1, '_', 3, 'A', 2)) | [~A~,~b~,~_~]",
        "shallowMerge(createArray(createObject('a', createObject('x', 1)),"
            + " createObject('A', createObject('y', 2), 'b', 3))) | {~a~:{~y~:2},~b~:3}",
        "shallowMerge(createArray()) | {}",
        "createObject('a', 1, 'b', createArray(2)) | {~a~:1,~b~:[2]}",
        "length(createObject('a', 1, 'b', 2)) | 2",
      })
  void returnsDocumentedResult(String expression, String expected) {
    assertThat(json(expression.replace('~', '"'))).isEqualTo(expected.replace('~', '"'));
  }

  @Test
  void json_isBounded() {
    assertThat(failure("json('" + "[".repeat(200) + "')")).contains("128 levels");
    assertThat(failure("json('{\"a\": 1')")).contains("line 1");
    assertThat(failure("json('1e999999999')")).isNotBlank();
    assertThat(failure("json(1)")).isEqualTo("argument 1 must be string, not int");
  }

  @Test
  void createObject_needsPairs_ofNamesThatAreStrings() {
    assertThat(failure("createObject('a')")).isEqualTo("requires a value for each name");
    assertThat(failure("createObject(1, 2)")).contains("argument 1 must be string");
    assertThat(failure("createObject(null(), 2)")).contains("argument 1 must be string");
  }

  @Test
  void createObject_keepsUnknownValues() {
    assertThat(residual("createObject('a', $text('p'))"))
        .isEqualTo("createObject('a', parameters('p'))");
    assertThat(json("length(createObject('a', $text('p')))")).isEqualTo("1");
  }

  @Test
  void anUnknownName_makesTheObjectOpen_andEarlierValuesUnsure() {
    ObjectValue object =
        (ObjectValue) eval("createObject('a', 1, 'x-a', 2, concat('X-', $text('p')), 3, 'b', 4)");

    assertThat(object.isOpen()).isTrue();
    assertThat(object.get("a")).hasToString("1");
    assertThat(object.get("x-a")).isNull();
    assertThat(object.lookup("x-a")).isInstanceOf(Unknown.class);
    assertThat(object.get("b")).hasToString("4");
  }

  @Test
  void shallowMerge_ofUnknowns_isOpen_orStays() {
    ObjectValue object =
        (ObjectValue) eval("shallowMerge(createArray($object('o'), createObject('a', 1)))");

    assertThat(object.get("a")).hasToString("1");
    assertThat(object.isOpen()).isTrue();
    assertThat(residual("shallowMerge($array('x'))")).isEqualTo("shallowMerge(parameters('x'))");
    assertThat(failure("shallowMerge(createArray(1))")).contains("element 0");
  }

  @Test
  void items_ofAnOpenObject_stay() {
    assertThat(residual("items(union($object('o'), createObject('a', 1)))")).startsWith("items(");
    assertThat(residual("items(createObject('a', $text('p')))"))
        .isEqualTo("createArray(createObject('key', 'a', 'value', parameters('p')))");
  }
}
