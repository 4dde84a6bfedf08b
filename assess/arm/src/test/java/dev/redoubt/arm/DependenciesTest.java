package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The entries of `dependsOn`.
final class DependenciesTest {

  private static final String TYPE = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.X/y/";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a | a",
        "A | a",
        "Microsoft.X/y/a | a",
        "Microsoft.X/y/elsewhere | elsewhere",
        "[concat('Microsoft.X/y/', parameters('name'))] | [parameters('name')]",
        "[resourceId('Microsoft.X/y', 'a')] | a",
        "[resourceId('Microsoft.X/y', 'elsewhere')] | elsewhere",
        "a/child | a/z/child",
        "child | a/z/child",
        "loop | c0,c1",
        "c1 | c1",
        "[parameters('name')] | [parameters('name')]",
        "[createArray('a', 'c0')] | a,c0",
      })
  void anEntry_isAName_anId_orALoop(String entry, String names) {
    assertThat(dependencies("\"" + entry + "\""))
        .containsExactlyElementsOf(
            List.of(names.split(",")).stream().map(each -> TYPE + each).toList());
  }

  @Test
  void aResourceThatIsNotDeployed_isNoDependency() {
    assertThat(dependencies("\"off\", \"a\"")).containsExactly(TYPE + "a");
    assertThat(
            dependencies(
                "\"other\", \"other/name\", \"other.name\", \"[concat(parameters('name'), 'x')]\""))
        .isEmpty();
    assertThat(dependencies("")).isEmpty();
  }

  @Test
  void anEntry_countsOnce() {
    assertThat(dependencies("\"a\", \"c0\", \"loop\", \"A\""))
        .containsExactly(TYPE + "a", TYPE + "c0", TYPE + "c1");
  }

  @Test
  void aChildWhoseLastNameIsNotUnique_isNotFoundByIt() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "resources": [
              { "type": "Microsoft.X/y/z", "apiVersion": "1", "name": "a/same" },
              { "type": "Microsoft.X/y/z", "apiVersion": "1", "name": "b/same" },
              { "type": "Microsoft.X/y", "apiVersion": "1", "name": "last",
                "dependsOn": [ "same" ] } ] }
            """);

    assertThat(expanded.resource("last").dependsOn()).isEmpty();
  }

  @Test
  void symbols_areFoundWithTheirCopies() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "languageVersion": "2.0",
              "resources": {
                "one": { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a" },
                "many": { "type": "Microsoft.X/y", "apiVersion": "1",
                          "name": "[concat('c', copyIndex())]",
                          "copy": { "name": "loop", "count": 2 } },
                "read": { "existing": true, "type": "Microsoft.X/y", "apiVersion": "1",
                          "name": "e" },
                "last": { "type": "Microsoft.X/y", "apiVersion": "1", "name": "last",
                          "dependsOn": [ "one", "many", "read" ] },
                "index": { "type": "Microsoft.X/y", "apiVersion": "1", "name": "index",
                           "dependsOn": [ "[format('many[{0}]', 1)]" ] } } }
            """);

    assertThat(ids(expanded, "last"))
        .containsExactly(TYPE + "a", TYPE + "c0", TYPE + "c1", TYPE + "e");
    assertThat(ids(expanded, "index")).containsExactly(TYPE + "c1");
  }

  @Test
  void anExistingResource_isNoDependencyOnItsDeployment() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "languageVersion": "2.0",
              "resources": {
                "deployed": { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a" },
                "read": { "existing": true, "type": "Microsoft.X/y", "apiVersion": "1",
                          "name": "a" },
                "last": { "type": "Microsoft.X/y", "apiVersion": "1", "name": "last",
                          "dependsOn": [ "read" ] } } }
            """);

    assertThat(ids(expanded, "last")).isEmpty();
  }

  private static List<String> dependencies(String entries) {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "parameters": { "name": { "type": "string" } },
              "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                  "resources": [ { "type": "z", "apiVersion": "1", "name": "child" } ] },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "off", "condition": false },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[parameters('name')]" },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('c', copyIndex())]",
                  "copy": { "name": "loop", "count": 2 } },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "last",
                  "dependsOn": [ %s ] } ] }
            """
                .formatted(entries));
    return ids(expanded, "last");
  }

  private static List<String> ids(ExpandedTestTemplate expanded, String name) {
    return expanded.resource(name).dependsOn().stream().map(key -> key.id()).toList();
  }
}
