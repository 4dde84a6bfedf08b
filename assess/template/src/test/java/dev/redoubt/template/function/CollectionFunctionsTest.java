package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static dev.redoubt.template.function.FunctionTestLanguage.secrecy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CollectionFunctionsTest {

  private static final String OBJECT =
      "$json('{\"one\": \"a\", \"two\": \"b\", \"three\": \"c\"}')";
  private static final String ARRAY = "createArray('one', 'two', 'three')";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "array(1) | [1]",
        "array('efgh') | ['efgh']",
        "array(createArray(1)) | [1]",
        "array(null()) | [null]",
        "concat(createArray('1-1'), createArray('2-1', '2-2')) | ['1-1','2-1','2-2']",
        "createArray() | []",
        "distinct(createArray(1, 'a', 1, 'A', 'a')) | [1,'a','A']",
        "first(createArray('one', 'two')) | 'one'",
        "last(createArray('one', 'two')) | 'two'",
        "first(createArray()) | null",
        "last(createArray()) | null",
        "flatten(createArray(createArray(0, 1), createArray(), createArray(createArray(2)))) |"
            + " [0,1,[2]]",
        "indexFromEnd(createArray(1, 2, 3), 1) | 3",
        "tryIndexFromEnd(createArray(1, 2, 3), 4) | null",
        "tryIndexFromEnd(null(), 1) | null",
        "tryIndexFromEnd(createArray(createObject('a', 5)), 1, 'a') | 5",
        "indexOf(createArray('a', 'b', 'a'), 'a') | 0",
        "lastIndexOf(createArray('a', 'b', 'a'), 'a') | 2",
        "lastIndexOf(createArray('a', 'b'), 'a') | 0",
        "lastIndexOf(createArray('a', 'b'), 'c') | -1",
        "indexOf(createArray('FOO'), 'foo') | -1",
        "indexOf(createArray(createArray(1)), createArray(1)) | 0",
        "intersection(createArray('one', 'two', 'three'), createArray('three', 'two')) |"
            + " ['two','three']",
        "length(createArray('one', 'two', 'three')) | 3",
        "max(createArray(0, 3, 2, 5, 4)) | 5",
        "max(0, 3, 2, 5, 4) | 5",
        "min(createArray(0, 3, 2, 5, 4)) | 0",
        "min(7) | 7",
        "range(5, 3) | [5,6,7]",
        "range(-1, 2) | [-1,0]",
        "range(5, 0) | []",
        "skip(createArray(1, 2, 3), 2) | [3]",
        "skip(createArray(1), -2) | [1]",
        "skip(createArray(1), 5) | []",
        "take(createArray(1, 2, 3), 2) | [1,2]",
        "take(createArray(1), 5) | [1]",
        "union(createArray('one', 'two', 'three'), createArray('three', 'four', 'two')) |"
            + " ['one','two','three','four']",
        "union(createArray(createArray(1), createArray(2)), createArray(createArray(2))) |"
            + " [[1],[2]]",
        "contains(createArray('one', 'two'), 'two') | true",
        "contains(createArray('one', 'two'), 'TWO') | false",
        "contains(createArray('1'), 1) | false",
        "contains(createArray(createObject('a', 1)), createObject('a', 1)) | true",
        "empty(createArray()) | true",
        "empty(createObject()) | true",
        "empty(null()) | true",
        "empty(createArray(1)) | false",
      })
  void returnsDocumentedResult(String expression, String expected) {
    assertThat(json(expression)).isEqualTo(expected.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "range(0, 10001)",
        "range(0, -1)",
        "range(2147483647, 1)",
        "max(createArray())",
        "max(createArray('a'))",
        "min(1, createArray(2))",
        "union(createArray(), createObject())",
        "intersection(createArray(), createObject())",
        "concat('a', createArray())",
        "concat('a', null())",
        "flatten(createArray(1))",
        "indexFromEnd(createArray(1), 2)",
        "indexFromEnd(createArray(1), 0)",
        "contains('abc', createArray())",
        "contains(createObject(), true())",
        "contains(null(), 'a')",
        "empty(1)",
        "tryGet('abc', 'a')",
        "tryGet(createArray(1), 'a')",
        "tryGet(createObject('a', 1), 0)",
        "indexOf('abc', 1)",
      })
  void fails_whereAzureFails(String expression) {
    assertThat(failure(expression)).isNotBlank();
  }

  @Test
  void contains_looksUpNames_ignoringCase() {
    assertThat(json("contains(" + OBJECT + ", 'ONE')")).isEqualTo("true");
    assertThat(json("contains(" + OBJECT + ", 'a')")).isEqualTo("false");
    assertThat(json("contains(createObject('a', null()), 'a')")).isEqualTo("true");
  }

  @Test
  void tryGet_returnsNull_ifAnyStepIsAbsent() {
    String value = "$json('{\"foo\": [{\"bar\": \"baz\"}], \"none\": null}')";

    assertThat(json("tryGet(" + value + ", 'FOO', 0, 'bar')")).isEqualTo("\"baz\"");
    assertThat(json("tryGet(" + value + ", 'fizz', 0, 'bar')")).isEqualTo("null");
    assertThat(json("tryGet(" + value + ", 'foo', 10, 'bar')")).isEqualTo("null");
    assertThat(json("tryGet(" + value + ", 'foo', -1)")).isEqualTo("null");
    assertThat(json("tryGet(" + value + ", 'none', 'x')")).isEqualTo("null");
    assertThat(json("tryGet(null(), 'x')")).isEqualTo("null");
    assertThat(
            json(
                "tryGet(" + value + ", 'foo', createObject('value', 1, 'fromEnd', true()), 'bar')"))
        .isEqualTo("\"baz\"");
    assertThat(json("tryGet(" + value + ", 'foo', createObject('value', 2, 'fromEnd', true()))"))
        .isEqualTo("null");
  }

  @Test
  void tryGet_ofWhatIsUnknown_staysAMember() {
    assertThat(residual("tryGet($object('o'), 'a', 'b')")).isEqualTo("parameters('o').?a.?b");
    assertThat(residual("tryGet(" + OBJECT + ", $text('k'))")).endsWith("[?parameters('k')]");
    assertThat(eval("tryGet(createObject(), $text('k'))")).isEqualTo(NullValue.NULL);
    assertThat(residual("tryGet(union($object('o'), createObject('a', 1)), 'b')"))
        .isEqualTo("parameters('o').?b");
    assertThat(json("tryGet(union($object('o'), createObject('a', 1)), 'a')")).isEqualTo("1");
    assertThat(residual("tryGet(if($bool('c'), createObject('a', 1), null()), 'a')"))
        .isEqualTo("if(parameters('c'), 1, null())");
    assertThat(secrecy("tryGet($secret('s'), 'a')")).isTrue();
    assertThat(secrecy("tryGet(createObject('a', $secret('s')), $text('k'))")).isTrue();
  }

  @Test
  void arrays_keepUnknownElements() {
    assertThat(residual("createArray(1, $text('p'))")).isEqualTo("createArray(1, parameters('p'))");
    assertThat(json("length(createArray($text('p'), $text('q')))")).isEqualTo("2");
    assertThat(eval("first(createArray($text('p')))")).isEqualTo(eval("$text('p')"));
    assertThat(json("empty(createArray($text('p')))")).isEqualTo("false");
    assertThat(json("skip(createArray($text('p'), 2), 1)")).isEqualTo("[2]");
    assertThat(residual("max(createArray(1, $int('n')))")).startsWith("max(");
    assertThat(eval("array($array('a'))")).isEqualTo(eval("$array('a')"));
    assertThat(residual("array($text('p'))")).isEqualTo("createArray(parameters('p'))");
    assertThat(residual("array($any('x'))")).isEqualTo("array(parameters('x'))");
  }

  @Test
  void concat_withAnUnknownArray_isOpen() {
    ArrayValue open = (ArrayValue) eval("concat(createArray(1), $array('a'), createArray(2))");

    assertThat(open.elements()).extracting(Value::toString).containsExactly("1", "2");
    assertThat(open.rest()).isEqualTo(eval("$array('a')"));
    assertThat(json("contains(concat(createArray(1), $array('a')), 1)")).isEqualTo("true");
    assertThat(json("empty(concat(createArray(1), $array('a')))")).isEqualTo("false");
    assertThat(residual("contains(concat(createArray(1), $array('a')), 2)"))
        .startsWith("contains(");
    assertThat(residual("length(concat(createArray(1), $array('a')))")).startsWith("length(");
    assertThat(residual("first(concat(createArray(1), $array('a')))")).startsWith("first(");
    assertThat(residual("concat($any('a'), $any('b'))"))
        .isEqualTo("concat(parameters('a'), parameters('b'))");
    assertThat(((Unknown) eval("concat($array('a'), $array('b'))")).type())
        .isEqualTo(TypeHint.ARRAY);
    assertThat(
            json("length(concat(createArray(1), if($bool('c'), createArray(2), createArray(3))))"))
        .isEqualTo("2");
  }

  @Test
  void questionsAboutElements_areDecidedWhereTheyCanBe() {
    assertThat(json("contains(createArray('a', $text('p')), 'a')")).isEqualTo("true");
    assertThat(residual("contains(createArray('a', $text('p')), 'b')")).startsWith("contains(");
    assertThat(json("contains(createArray(concat('x', $text('p'))), 'b')")).isEqualTo("false");
    assertThat(json("contains(createArray($text('p')), $text('p'))")).isEqualTo("true");
    assertThat(json("contains(createArray($text('p')), 1)")).isEqualTo("false");
    assertThat(json("indexOf(createArray('a', $text('p')), 'a')")).isEqualTo("0");
    assertThat(residual("indexOf(createArray($text('p'), 'a'), 'a')")).startsWith("indexOf(");
    assertThat(residual("contains(" + OBJECT + ", $text('p'))")).startsWith("contains(");
    assertThat(json("contains(createObject(), $text('p'))")).isEqualTo("false");
  }

  @Test
  void union_ofArrays_isOpen_whereAnElementMayRepeat() {
    ArrayValue open = (ArrayValue) eval("union(" + ARRAY + ", createArray($text('p')))");

    assertThat(open.size()).isEqualTo(3);
    assertThat(open.isOpen()).isTrue();
    assertThat(json("length(union(createArray(1), createArray($text('p'))))")).isEqualTo("2");
    assertThat(json("length(union(createArray($text('p')), createArray($text('p'))))"))
        .isEqualTo("1");
  }

  @Test
  void union_ofObjects_mergesDeeply_andReplacesArrays() {
    String first =
        "$json('{\"property\": {\"one\": \"a\", \"three\": \"c1\"}, \"nestedArray\": [1, 2]}')";
    String second =
        "$json('{\"Property\": {\"three\": \"c2\", \"four\": \"d\"}, \"nestedArray\": [3, 4]}')";

    assertThat(json("union(" + first + ", " + second + ")"))
        .isEqualTo(
            "{\"property\":{\"one\":\"a\",\"three\":\"c2\",\"four\":\"d\"},\"nestedArray\":[3,4]}");
    assertThat(json("union(createObject('a', createObject('b', 1)), createObject('a', 2))"))
        .isEqualTo("{\"a\":2}");
    assertThat(json("intersection(" + OBJECT + ", createObject('one', 'a', 'two', 'z'))"))
        .isEqualTo("{\"one\":\"a\"}");
  }

  @Test
  void union_withAnUnknownObject_keepsLaterValues_andForgetsEarlierOnes() {
    ObjectValue open =
        (ObjectValue)
            eval("union(createObject('a', 1, 'b', 2), $object('o'), createObject('b', 3))");

    assertThat(open.isOpen()).isTrue();
    assertThat(open.get("b")).hasToString("3");
    assertThat(open.get("a")).isInstanceOf(Unknown.class);
    assertThat(open.lookup("c")).isInstanceOf(Unknown.class);
    assertThat(json("contains(union(createObject('a', 1), $object('o')), 'a')")).isEqualTo("true");
    assertThat(json("empty(union(createObject('a', 1), $object('o')))")).isEqualTo("false");
  }

  @Test
  void union_mergesUnknownMembers_intoOpenObjects() {
    ObjectValue open =
        (ObjectValue)
            eval("union(createObject('p', $object('o')), createObject('p', createObject('x', 1)))");
    ObjectValue inner = open.object("p");

    assertThat(open.isOpen()).isFalse();
    assertThat(inner).isNotNull().satisfies(each -> assertThat(each.isOpen()).isTrue());
    assertThat(
            json(
                "tryGet(union(createObject('p', $object('o')),"
                    + " createObject('p', createObject('x', 1))), 'p', 'x')"))
        .isEqualTo("1");
  }

  @Test
  void union_withAlternatives_keepsBoth() {
    assertThat(
            residual(
                "union(createObject('a', 1), if($bool('c'), createObject('b', 2),"
                    + " createObject()))"))
        .isEqualTo("if(parameters('c'), createObject('a', 1, 'b', 2), createObject('a', 1))");
  }

  @Test
  void union_withManyAlternatives_staysSmall_andKeepsWhatNoneOfThemTouches() {
    StringBuilder call = new StringBuilder("union(createObject('a', 1)");
    for (int i = 0; i < 20; i++) {
      call.append(", if($bool('c%d'), createObject('k%d', %d), createObject())".formatted(i, i, i));
    }

    ObjectValue open = (ObjectValue) eval(call + ")");

    assertThat(open.get("a")).hasToString("1");
    assertThat(open.isOpen()).isTrue();
  }

  @Test
  void union_keepsASecretSecret_underAnUnknownObject() {
    ObjectValue open =
        (ObjectValue) eval("union(createObject('pw', $secret('s'), 'a', 1), $object('o'))");

    assertThat(((Unknown) Objects.requireNonNull(open.get("pw"))).secret()).isTrue();
    assertThat(((Unknown) Objects.requireNonNull(open.get("a"))).secret()).isFalse();
  }

  @Test
  void union_withTheSameCondition_decidesItOnce() {
    assertThat(
            residual(
                "concat(if($bool('c'), createArray(1), createArray()),"
                    + " if($bool('c'), createArray(2), createArray(3)))"))
        .isEqualTo("if(parameters('c'), createArray(1, 2), createArray(3))");
  }

  @Test
  void takingNothing_returnsEmpty() {
    assertThat(eval("take($array('a'), 0)")).isEqualTo(ArrayValue.EMPTY);
    assertThat(eval("take($text('a'), 0)")).isEqualTo(StringValue.of(""));
    assertThat(eval("skip($array('a'), 0)")).isEqualTo(eval("$array('a')"));
  }

  @Test
  void union_ofManyUnknowns_terminates() {
    String many = "map(range(0, 10000), lambda('i', concat($text('p'), lambdaVariables('i'))))";

    ArrayValue open = (ArrayValue) eval("union(" + many + ", createArray('a'))");

    assertThat(open.isOpen()).isTrue();
    assertThat(open.size()).isGreaterThan(100);
  }
}
