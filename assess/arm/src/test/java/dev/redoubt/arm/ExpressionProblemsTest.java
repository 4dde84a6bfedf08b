package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Members and names that an expression refers to: the values of those that exist, and the messages
/// for those that do not.
final class ExpressionProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "variables('o').x | property `x` does not exist; available properties: `a`, `b`",
        "variables('none').x | property `x` does not exist; the object is empty",
        "variables('eight').x | `p7`, `p8`",
        "variables('nine').x | `p7`, `p8`, ...",
        "variables('list')[2] | array index 2 is out of bounds; the array length is 2",
        "variables('list')[-1] | array index -1 is out of bounds; the array length is 2",
        "variables('list').x | an array index must be int, not string",
        "variables('o')[0] | the name of an object property must be string, not int",
        "variables('text').x | a value of type string has no property `x`",
        "variables('number').x | a value of type int has no property `x`",
        "variables('truth')[0] | a value of type bool has no property `0`",
        "null().x | null has no property `x`",
      })
  void aMissingMember_isReported(String expression, String message) {
    assertThat(ExpandedTestTemplate.of(template(expression)).messages())
        .singleElement()
        .satisfies(each -> assertThat(each).endsWith(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "variables('list')[0] | \"x\"",
        "variables('list')[1] | \"y\"",
        "variables('O').A | 1",
        "variables('o')[parameters('s')] | \"[createObject('a', 1, 'b', 2)[parameters('s')]]\"",
        "variables('list')[parameters('n')] | \"[createArray('x', 'y')[parameters('n')]]\"",
        "concat(createArray(1), parameters('a'))[0] |"
            + " \"[concat(createArray(1), parameters('a'))[0]]\"",
        "split(concat('x/y', parameters('s')), '/')[0] | \"x\"",
        "parameters('a')[0] | \"[parameters('a')[0]]\"",
        "variables(parameters('s')) | \"[variables(parameters('s'))]\"",
        "parameters(parameters('s')) | \"[parameters(parameters('s'))]\"",
      })
  void aMember_isFound_orStaysUnknown(String expression, String expected) {
    var expanded = ExpandedTestTemplate.of(template(expression));

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.output("o")).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "parameters() | requires a parameter name",
        "parameters('s', 'n') | requires a parameter name",
        "parameters('none') | there is no parameter `none`",
        "parameters(1) | the name must be a string, not int",
        "variables() | requires a variable name",
        "variables('text', 'o') | requires a variable name",
        "variables('no') | there is no variable `no`",
        "variables(1) | the name must be a string, not int",
        "lambdaVariables('x') | there is no lambda variable `x` here",
        "copyIndex() | there is no enclosing copy loop",
        "copyIndex('c') | there is no enclosing copy loop `c`",
        "ns.none(1) | there is no function `ns.none` in the template",
        "ns.twice('a', 'b') | `ns.twice` takes 1 arguments, but got 2",
        "add(1) | `add` requires 2 arguments, but got 1",
        "toLower(1) | argument 1 must be string, not int",
        "replace('a', 'b', 1) | argument 3 must be string, not int",
        "base64(1) | argument 1 must be string, not int",
        "padLeft('a', 'b') | argument 2 must be int, not string",
        "target('full') | can only be used in the properties of a resource",
        "nothing(1) | there is no function `nothing` in the template language",
        "reference() | requires a resource",
        "reference('a', '1', 'Full', 'x') | requires a resource",
        "references('none') | there is no symbolic name `none`",
        "roleDefinitions() | requires a role name",
        "createObject('a', variables('list')[5]) | array index 5 is out of bounds",
      })
  void aMissingName_orArgument_isReported(String expression, String message) {
    assertThat(ExpandedTestTemplate.of(template(expression)).messages())
        .singleElement()
        .satisfies(each -> assertThat(each).contains(message));
  }

  @Test
  void copyIndex_outsideOfALoop_saysWhichLoopIsMissing() {
    assertThat(ExpandedTestTemplate.of(template("copyIndex()")).messages())
        .singleElement()
        .satisfies(each -> assertThat(each).endsWith("there is no enclosing copy loop"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"add(1, 1)", "null()", "true()", "createArray()", "createObject()"})
  void theNameOfAProperty_isAString(String name) {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                               "properties": { "[%s]": 1, "other": 2 } } ] }
            """
                .formatted(name));

    assertThat(expanded.messages()).containsExactly("a property's name must be a string");
    assertThat(expanded.resource("a").property("properties.other")).hasToString("2");
  }

  @Test
  void aFunctionOfTheTemplate_isCalled() {
    assertThat(ExpandedTestTemplate.of(template("ns.twice('ab')")).output("o"))
        .hasToString("\"abab\"");
    assertThat(ExpandedTestTemplate.of(template("NS.Twice('ab')")).output("o"))
        .hasToString("\"abab\"");
  }

  @ParameterizedTest
  @CsvSource({"-1", "'x'", "[parameters('t')]"})
  void theCountOfACopyLoop_isANumberThatIsNotNegative(String count) {
    String written = count.startsWith("-") ? count : "\"" + count + "\"";
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "parameters": { "t": { "type": "string", "defaultValue": "x" } },
              "variables": { "copy": [ { "name": "v", "count": %s, "input": 1 } ] },
              "outputs": { "o": { "type": "array", "value": "[variables('v')]" } } }
            """
                .formatted(written));

    assertThat(expanded.messages())
        .isNotEmpty()
        .allMatch(message -> message.contains("`count`"), "names the count");
  }

  private static String template(String expression) {
    return """
    { "parameters": { "s": { "type": "string" }, "n": { "type": "int" },
                      "a": { "type": "array" } },
      "variables": { "o": { "a": 1, "b": 2 }, "none": {}, "list": ["x", "y"], "text": "t",
                     "number": 1, "truth": true,
                     "eight": { "p1": 1, "p2": 1, "p3": 1, "p4": 1, "p5": 1, "p6": 1, "p7": 1,
                                "p8": 1 },
                     "nine": { "p1": 1, "p2": 1, "p3": 1, "p4": 1, "p5": 1, "p6": 1, "p7": 1,
                               "p8": 1, "p9": 1 } },
      "functions": [ { "namespace": "ns", "members": { "twice": {
        "parameters": [ { "name": "x", "type": "string" } ],
        "output": { "type": "string",
                    "value": "[concat(parameters('x'), parameters('x'))]" } } } } ],
      "outputs": { "o": { "type": "string", "value": "[%s]" } } }
    """
        .formatted(expression);
  }
}
