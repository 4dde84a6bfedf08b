package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `reference` and its relatives, and `dependsOn`, find: by name, id and symbol, with the
/// index of a copy.
final class ResourceReferencesTest {

  private static final String SYMBOLIC =
      """
      { "languageVersion": "2.0",
        "parameters": { "i": { "type": "int" } },
        "resources": {
          "one": { "type": "Microsoft.X/y", "apiVersion": "2020-01-01", "name": "a",
                   "location": "north", "properties": { "v": "of one" } },
          "many": { "type": "Microsoft.X/y", "apiVersion": "2020-01-01",
                    "name": "[concat('c', copyIndex())]", "copy": { "name": "loop", "count": 2 },
                    "properties": { "v": "[concat('of copy ', copyIndex())]" } } },
        "outputs": { "o": { "type": "string", "value": "[%s]" } } }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "reference('a').v | of a",
        "reference('A').v | of a",
        "reference('Microsoft.X/y/a').v | of a",
        "reference(resourceId('Microsoft.X/y', 'a'), '1').v | of a",
        "reference('a', '1', 'Full').properties.v | of a",
        "reference('a', '1', 'full').location | north",
        "reference('child').v | of child",
        "reference('a/child').v | of child",
        "reference(parameters('name')).v | of unknown",
        "reference(resourceId('Microsoft.X/y', parameters('name'))).v | of unknown",
        "reference('c1').v | of copy 1",
        "reference(resourceId('Microsoft.X/y', 'c0')).v | of copy 0",
      })
  void reference_findsAResource_byNameOrId(String expression, String expected) {
    var expanded = ExpandedTestTemplate.of(named(expression));

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.output("o")).hasToString("\"" + expected + "\"");
  }

  private static String named(String expression) {
    return """
    { "parameters": { "name": { "type": "string" } },
      "resources": [
        { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a", "location": "north",
          "properties": { "v": "of a" },
          "resources": [ { "type": "z", "apiVersion": "1", "name": "child",
                           "properties": { "v": "of child" } } ] },
        { "type": "Microsoft.X/y", "apiVersion": "1", "name": "off", "condition": false,
          "properties": { "v": "of off" } },
        { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[parameters('name')]",
          "properties": { "v": "of unknown" } },
        { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('c', copyIndex())]",
          "copy": { "name": "loop", "count": 2 },
          "properties": { "v": "[concat('of copy ', copyIndex())]" } } ],
      "outputs": { "o": { "type": "string", "value": "[%s]" } } }
    """
        .formatted(expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "reference('one').v | ~of one~",
        "reference('ONE').v | ~of one~",
        "reference('one', '2020-01-01', 'full').location | ~north~",
        "reference('many[1]').v | ~of copy 1~",
        "reference(format('many[{0}]', 0)).v | ~of copy 0~",
        "resourceInfo('one').id |"
            + " ~/subscriptions/s1/resourceGroups/rg/providers/Microsoft.X/y/a~",
        "resourceInfo('one').name | ~a~",
        "resourceInfo('one').type | ~Microsoft.X/y~",
        "resourceInfo('one').apiVersion | ~2020-01-01~",
        "resourceInfo('one').location | ~north~",
        "resourceInfo('many[1]').name | ~c1~",
        "length(references('many')) | 2",
        "references('many')[1].v | ~of copy 1~",
        "references('many', 'full')[0].properties.v | ~of copy 0~",
      })
  void aSymbol_findsAResource_orACopy(String expression, String expected) {
    var expanded = ExpandedTestTemplate.of(SYMBOLIC.formatted(expression));

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.output("o")).hasToString(expected.replace('~', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "reference('many[2]').v | `many[2]` does not exist: the copy loop has fewer iterations",
        "references('none') | there is no symbolic name `none`",
        "resourceInfo('none').id | `none`",
        "reference(createArray()).v | the resource must be identified by string, not array",
      })
  void aMissingResource_isReported(String expression, String message) {
    assertThat(ExpandedTestTemplate.of(SYMBOLIC.formatted(expression)).messages())
        .anyMatch(each -> each.contains(message), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "reference('many[1]').other | c1', '2020-01-01').other",
        "reference('one').other | a', '2020-01-01').other",
        "reference('one', '2020-01-01', 'full').sku | a', '2020-01-01', 'full').sku",
        "reference(resourceId('Microsoft.X/y', 'far'), '2021-01-01').v | far', '2021-01-01').v",
        "reference(resourceId('Microsoft.X/y', 'far'), '2021-01-01', 'full').sku |"
            + " far', '2021-01-01', 'full').sku",
      })
  void anUndeclaredProperty_staysAReference_withTheVersion(String expression, String expected) {
    var expanded = ExpandedTestTemplate.of(SYMBOLIC.formatted(expression));

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.output("o").toString())
        .startsWith("\"[reference('/subscriptions/s1/resourceGroups/rg/providers/Microsoft.X/y/")
        .contains(expected);
  }

  @Test
  void aCopyWithAnUnknownIndex_staysUnknown() {
    var expanded =
        ExpandedTestTemplate.of(
            SYMBOLIC.formatted("reference(format('many[{0}]', parameters('i'))).v"));

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.output("o").toString()).contains("parameters('i')");
  }
}
