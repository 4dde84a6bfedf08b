package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static dev.redoubt.template.function.FunctionTestLanguage.secrecy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StringFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "base64('one, two, three') | b25lLCB0d28sIHRocmVl",
        "base64ToString('b25lLCB0d28sIHRocmVl') | one, two, three",
        "base64ToString(' b25l LCB0 d28s IHRo cmVl ') | one, two, three",
        "dataUri('Hello') | data:text/plain;charset=utf8;base64,SGVsbG8=",
        "dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==') | Hello, World!",
        "dataUriToString('data:,a%20b') | a b",
        "padLeft('123', 10, '0') | 0000000123",
        "padLeft(7, 3, '0') | 007",
        "padLeft('long', 2) | long",
        "replace('123-123-1234', '-', '') | 1231231234",
        "replace('123-123-1234', '1234', 'xxxx') | 123-123-xxxx",
        "skip('one two three', 4) | two three",
        "take('one two three', 2) | on",
        "take('abc', -1) | \"\"",
        "skip('abc', 9) | \"\"",
        "substring('one two three', 4, 3) | two",
        "substring('one two', 4) | two",
        "substring('abc', 3, 0) | \"\"",
        "toLower('One Two Three') | one two three",
        "toUpper('One Two Three') | ONE TWO THREE",
        "toUpper('straße') | STRAßE",
        "trim('    one two three   ') | one two three",
        "trim('   ') | \"\"",
        "first('One Two Three') | O",
        "last('One Two Three') | e",
        "first('') | \"\"",
        "concat('prefix', 'And', 1, true()) | prefixAnd1True",
        "string(5) | 5",
        "string(true()) | True",
        "string(null()) | \"\"",
        "string(createArray('a', 'b', 'c')) | [\"\"a\"\",\"\"b\"\",\"\"c\"\"]",
        "join(createArray('one', 'two', 'three'), ', ') | one, two, three",
        "join(createArray(), ',') | \"\"",
        "uriComponent('http://contoso.com/a b') | http%3A%2F%2Fcontoso.com%2Fa%20b",
        "uriComponent('ü-_.~') | %C3%BC-_.~",
        "uriComponentToString('http%3A%2F%2Fcontoso.com%2Fa') | http://contoso.com/a",
        "uriComponentToString('%C3%BC %zz %') | ü %zz %",
      })
  void returnsDocumentedResult(String expression, String expected) {
    assertThat(eval(expression)).isEqualTo(StringValue.of(unescaped(expected)));
  }

  private static String unescaped(String expected) {
    return expected.replace("\"\"", "\"");
  }

  @Test
  void string_ofAnObject_isJson() {
    assertThat(eval("string($json('{\"valueA\": 10, \"valueB\": \"Example Text\"}'))"))
        .isEqualTo(StringValue.of("{\"valueA\":10,\"valueB\":\"Example Text\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "startsWith('abcdef'; 'ab'), true",
    "startsWith('abcdef'; 'A'), true",
    "startsWith('abcdef'; 'e'), false",
    "endsWith('abcdef'; 'ef'), true",
    "endsWith('abcdef'; 'F'), true",
    "endsWith('abcdef'; 'e'), false",
    "endsWith('f'; 'abcdef'), false",
    "contains('OneTwoThree'; 'e'), true",
    "contains('OneTwoThree'; 'z'), false",
    "contains('OneTwoThree'; 'ONE'), false",
    "contains('a1'; 1), true",
    "empty(''), true",
    "empty('x'), false",
    "like('Standard_LRS'; 'standard_*'), true",
    "like('Standard_LRS'; '*_l*s'), true",
    "like('Standard_LRS'; 'standard'), false",
    "like(''; '*'), true",
    "length('One Two Three'), 13",
    "indexOf('test'; 't'), 0",
    "lastIndexOf('test'; 't'), 3",
    "indexOf('abcdef'; 'CD'), 2",
    "lastIndexOf('abcdef'; 'AB'), 0",
    "indexOf('abcdef'; 'z'), -1",
  })
  void textPredicates_areThreeValued(String expression, String expected) {
    assertThat(json(expression.replace(';', ','))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "uniqueString('test'), rbgf3xv4ufgzg",
    "uniqueString('hello'; 'world'), a7wkljktk6wne",
    "uniqueString('abc'), cgtzqvhu4i23s",
    "uniqueString('/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg'),"
        + " js26ofeqkqeve",
  })
  void uniqueString_matchesAzure(String expression, String expected) {
    assertThat(eval(expression.replace(';', ','))).isEqualTo(StringValue.of(expected));
  }

  @Test
  void guid_isVersion5_ofTheJoinedTexts() {
    String guid = ((StringValue) eval("guid('hello', 'world')")).text();

    assertThat(guid).matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(eval("guid('hello-world')")).isEqualTo(StringValue.of(guid));
    assertThat(eval("guid('world', 'hello')")).isNotEqualTo(StringValue.of(guid));
  }

  @Test
  void newGuid_isAnUnknown_ofTheDeployment() {
    Unknown guid = (Unknown) eval("newGuid()");

    assertThat(guid.type()).isEqualTo(TypeHint.STRING);
    assertThat(guid.causes())
        .extracting(cause -> cause.kind().name())
        .containsExactly("DEPLOYMENT_TIME");
    assertThat(guid.toString()).isEqualTo("\"[newGuid('1:2:3')]\"");
  }

  @Test
  void split_takesOneDelimiterOrSeveral() {
    assertThat(json("split('one,two,three', ',')")).isEqualTo("[\"one\",\"two\",\"three\"]");
    assertThat(json("split('one;two,three', createArray(',', ';'))"))
        .isEqualTo("[\"one\",\"two\",\"three\"]");
    assertThat(json("split(',a,', ',')")).isEqualTo("[\"\",\"a\",\"\"]");
    assertThat(json("split('a--b', '--')")).isEqualTo("[\"a\",\"b\"]");
    assertThat(json("split('abc', '')")).isEqualTo("[\"abc\"]");
    assertThat(failure("split('a', createArray(1))")).contains("argument 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://contoso.com/resources/ | nested/azuredeploy.json |"
            + " http://contoso.com/resources/nested/azuredeploy.json",
        "http://contoso.org/firstpath | myscript.sh | http://contoso.org/myscript.sh",
        "http://contoso.org/firstpath/ | myscript.sh | http://contoso.org/firstpath/myscript.sh",
        "http://contoso.org/firstpath/azuredeploy.json | myscript.sh |"
            + " http://contoso.org/firstpath/myscript.sh",
        "http://contoso.org/firstpath/azuredeploy.json/ | myscript.sh |"
            + " http://contoso.org/firstpath/azuredeploy.json/myscript.sh",
        "http://contoso.org | myscript.sh | http://contoso.org/myscript.sh",
        "HTTPS://Contoso.org:443/a/b?x=1 | ../c?y=2#z | https://contoso.org/c?y=2#z",
        "https://a/b/c/d | ../../../e | https://a/e",
        "https://a/b/ | /x/./y/.. | https://a/x/",
        "https://a/b/ | //other/x | https://other/x",
        "https://a/b/ | https://other:8080 | https://other:8080/",
        "https://a/b?q | ?sig=a%2Fb | https://a/b?sig=a%2Fb",
        "https://a/b/ | 'c d' | https://a/b/c%20d",
      })
  void uri_resolvesAsRfc3986Says(String base, String relative, String expected) {
    assertThat(eval("uri('%s', '%s')".formatted(base, relative.replace("'", ""))))
        .isEqualTo(StringValue.of(expected));
  }

  @Test
  void uri_fails_withoutAnAbsoluteBase() {
    assertThat(failure("uri('contoso.org/a', 'b')")).contains("absolute URI", "`contoso.org/a`");
  }

  @Test
  void parseUri_andBuildUri_areInverse() {
    String parsed =
        "{\"scheme\":\"https\",\"host\":\"mystorage.blob.core.windows.net\",\"port\":8080,"
            + "\"path\":\"/templates/nested.json\",\"query\":\"?st=2025-05-09\"}";
    String uri = "https://mystorage.blob.core.windows.net:8080/templates/nested.json?st=2025-05-09";

    assertThat(json("parseUri('" + uri + "')")).isEqualTo(parsed);
    assertThat(eval("buildUri($json('" + parsed + "'))")).isEqualTo(StringValue.of(uri));
    assertThat(json("parseUri('https://a')")).contains("\"port\":null", "\"path\":\"/\"");
    assertThat(failure("parseUri('a/b')")).contains("absolute URI");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base64ToString('abc')",
        "base64ToJson('e30')",
        "dataUriToString('nothing')",
        "padLeft('a', 3, 'xy')",
        "padLeft('a', -1)",
        "padLeft('a', 99999999)",
        "replace('a', '', 'b')",
        "substring('1234567890', 0, 11)",
        "substring('abc', -1)",
        "substring('abc', 1, -1)",
        "substring('abc', 4)",
        "format('{0}')",
        "format('{')",
        "format('}')",
        "format('{x}')",
        "format('{0', 1)",
        "format('{0,}', 1)",
        "format('{0:D', 1)",
        "format('{99999999}', 1)",
        "join(createArray(createArray()), ',')",
        "json('')",
        "json('{\"a\":')",
        "json('1 2')",
      })
  void fails_whereAzureFails(String expression) {
    assertThat(failure(expression)).isNotBlank().matches("[^A-Z].*");
  }

  @Test
  void growth_isLimited() {
    String big = "padLeft('', 600000)";

    assertThat(failure("concat(" + big + ", " + big + ")")).contains("1048576");
    assertThat(failure("format('{0}{0}', " + big + ")")).contains("1048576");
    assertThat(failure("replace(" + big + ", ' ', 'xx')")).contains("1048576");
    assertThat(failure("join(createArray(" + big + ", " + big + "), '')")).contains("1048576");
    assertThat(failure("base64(padLeft('', 1000000))")).contains("1048576");
    assertThat(failure("uriComponent(" + big + ")")).contains("1048576");
    assertThat(failure("concat(" + big + ", $text('p'), " + big + ")")).contains("1048576");
  }

  @Test
  void concat_andFormat_keepUnknownParts() {
    assertThat(residual("concat('st', $text('env'), '-', 'x')"))
        .isEqualTo("format('st{0}-x', parameters('env'))");
    assertThat(eval("format('{0}{1}', 'st', concat('a', $text('env')))"))
        .isEqualTo(eval("concat('sta', $text('env'))"));
    assertThat(residual("format('{0:D3}', $int('n'))"))
        .isEqualTo("format('{0:D3}', parameters('n'))");
    assertThat(residual("format($text('p'), 1)")).isEqualTo("format(parameters('p'), 1)");
    assertThat(eval("concat('', $text('env'))")).isEqualTo(eval("$text('env')"));
  }

  @Test
  void splitting_partlyKnownText_isExact_whereUnknownPartsAreSegments() {
    String id =
        "concat('/subscriptions/', $symbol('subscription().subscriptionId'), '/resourceGroups/',"
            + " $symbol('resourceGroup().name'), '/x')";

    assertThat(residual("split(" + id + ", '/')"))
        .isEqualTo(
            "createArray('', 'subscriptions', subscription().subscriptionId, 'resourceGroups',"
                + " resourceGroup().name, 'x')");
    assertThat(eval("last(split(" + id + ", '/'))")).isEqualTo(StringValue.of("x"));
  }

  @Test
  void splitting_partlyKnownText_yieldsOnlyItsCertainEnds_otherwise() {
    String split = "split(concat('a/b', $text('p'), 'c/d/e'), '/')";

    assertThat(residual(split)).startsWith("split(format(");
    assertThat(eval("last(" + split + ")")).isEqualTo(StringValue.of("e"));
    assertThat(eval("indexFromEnd(" + split + ", 2)")).isEqualTo(StringValue.of("d"));
    assertThat(eval("first(" + split + ")")).isEqualTo(StringValue.of("a"));
    assertThat(eval("tryGet(" + split + ", 0)")).isEqualTo(StringValue.of("a"));
    assertThat(residual("tryGet(" + split + ", 1)")).contains("[?1]");
    assertThat(residual("indexFromEnd(" + split + ", 3)")).startsWith("indexFromEnd(");
    assertThat(residual("last(split(concat('a', $text('p')), '/'))")).startsWith("last(");
    assertThat(residual("last(split(concat($text('p'), '--a'), '--'))")).startsWith("last(");
  }

  @Test
  void casing_andEncoding_workPartByPart() {
    assertThat(residual("toLower(concat('St', $text('p'), uniqueString($text('q'))))"))
        .isEqualTo("format('st{0}{1}', toLower(parameters('p')), uniqueString(parameters('q')))");
    assertThat(residual("toLower(toLower($text('p')))")).isEqualTo("toLower(parameters('p'))");
    assertThat(residual("toUpper(concat('a', $text('p')))"))
        .isEqualTo("format('A{0}', toUpper(parameters('p')))");
    assertThat(residual("uriComponent(concat('a b', $text('p')))"))
        .isEqualTo("format('a%20b{0}', uriComponent(parameters('p')))");
  }

  @Test
  void replace_worksPartByPart_ifNoOccurrenceSpansParts() {
    assertThat(residual("replace(concat('a-b', $text('p')), '-', '')"))
        .isEqualTo("format('ab{0}', replace(parameters('p'), '-', ''))");
    assertThat(residual("replace(concat('xx.yy', $text('p')), '.y', '!')"))
        .isEqualTo("format('xx!y{0}', replace(parameters('p'), '.y', '!'))");
    assertThat(residual("replace(concat('x.', $text('p')), '.y', '!')"))
        .startsWith("replace(format(");
    assertThat(residual("replace(concat($text('p'), 'yx'), '.y', '!')"))
        .startsWith("replace(format(");
    assertThat(residual("replace(concat($text('p'), 'b', $text('q')), 'abc', '!')"))
        .startsWith("replace(format(");
    assertThat(residual("replace(concat('a.', uniqueString($text('p'))), '.', '')"))
        .isEqualTo("format('a{0}', uniqueString(parameters('p')))");
    assertThat(residual("replace('a-b', '-', $text('p'))"))
        .isEqualTo("format('a{0}b', parameters('p'))");
    assertThat(eval("replace('ab', '-', $text('p'))")).isEqualTo(StringValue.of("ab"));
  }

  @Test
  void partlyKnownText_givesWhatIsCertain() {
    String text = "concat('storage', $text('p'), '-end')";

    assertThat(json("empty(" + text + ")")).isEqualTo("false");
    assertThat(json("startsWith(" + text + ", 'STO')")).isEqualTo("true");
    assertThat(json("startsWith(" + text + ", 'x')")).isEqualTo("false");
    assertThat(json("startsWith(" + text + ", 'storagexx')")).startsWith("\"[");
    assertThat(json("startsWith(" + text + ", 'storxgexx')")).isEqualTo("false");
    assertThat(json("endsWith(" + text + ", 'END')")).isEqualTo("true");
    assertThat(json("endsWith(" + text + ", '.')")).isEqualTo("false");
    assertThat(json("contains(" + text + ", 'rag')")).isEqualTo("true");
    assertThat(json("contains(" + text + ", 'RAG')")).startsWith("\"[contains(");
    assertThat(json("contains(" + text + ", $text('p'))")).isEqualTo("true");
    assertThat(json("contains(uniqueString($text('p')), '-')")).isEqualTo("false");
    assertThat(json("empty(uniqueString($text('p')))")).isEqualTo("false");
    assertThat(json("empty($text('p'))")).isEqualTo("\"[empty(parameters('p'))]\"");
    assertThat(json("length(" + text + ")")).startsWith("\"[length(");
    assertThat(json("first(" + text + ")")).isEqualTo("\"s\"");
    assertThat(json("last(" + text + ")")).isEqualTo("\"d\"");
    assertThat(json("take(" + text + ", 4)")).isEqualTo("\"stor\"");
    assertThat(json("take(" + text + ", 20)")).startsWith("\"[take(");
    assertThat(residual("skip(" + text + ", 4)"))
        .isEqualTo("format('age{0}-end', parameters('p'))");
    assertThat(json("substring(" + text + ", 3, 2)")).isEqualTo("\"ra\"");
    assertThat(residual("substring(" + text + ", 3)"))
        .isEqualTo("format('rage{0}-end', parameters('p'))");
    assertThat(residual("substring(" + text + ", 3, 9)")).startsWith("substring(");
    assertThat(residual("trim(concat('  a', $text('p'), 'b '))"))
        .isEqualTo("format('a{0}b', parameters('p'))");
    assertThat(residual("trim(concat(' ', $text('p')))")).startsWith("trim(");
    assertThat(residual("join(createArray('a', $text('p')), ',')"))
        .isEqualTo("format('a,{0}', parameters('p'))");
    assertThat(eval("string($text('p'))")).isEqualTo(eval("$text('p')"));
  }

  @Test
  void alternatives_areTakenOneByOne() {
    String choice = "if($bool('c'), 'ab', 'cd')";

    assertThat(residual("length(concat('x', 'y', " + choice + "))")).startsWith("length(");
    assertThat(residual("toUpper(" + choice + ")")).isEqualTo("if(parameters('c'), 'AB', 'CD')");
    assertThat(json("length(" + choice + ")")).isEqualTo("2");
    assertThat(json("contains(" + choice + ", 'z')")).isEqualTo("false");
  }

  @Test
  void secret_marksAllDerivedValues() {
    assertThat(secrecy("concat('Password=', $secret('pw'))")).isTrue();
    assertThat(secrecy("format('{0,5}', $secret('pw'))")).isTrue();
    assertThat(secrecy("base64($secret('pw'))")).isTrue();
    assertThat(secrecy("string(createObject('pw', $secret('pw')))")).isTrue();
    assertThat(secrecy("join(createArray('a', $secret('pw')), ',')")).isTrue();
    assertThat(secrecy("toLower(concat('a', $secret('pw')))")).isTrue();
    assertThat(secrecy("replace(concat('a', $secret('pw')), 'a', 'b')")).isTrue();
    assertThat(secrecy("last(split($secret('pw'), '/'))")).isTrue();
    assertThat(secrecy("substring(concat('abc', $secret('pw')), 1)")).isTrue();
    assertThat(secrecy("concat('a', $text('p'))")).isFalse();
  }
}
