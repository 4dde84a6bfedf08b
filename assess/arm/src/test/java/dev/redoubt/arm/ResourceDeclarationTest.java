package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a declaration to resources: types, names, scopes, conditions and copies.
final class ResourceDeclarationTest {

  private static final String GROUP = "/subscriptions/s1/resourceGroups/rg/providers/";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Microsoft.X/y | a | Microsoft.X/y/a",
        "Microsoft.X/y/z | a/b | Microsoft.X/y/a/z/b",
        "Microsoft.X/y/providers/locks | a/Microsoft.Authorization/l |"
            + " Microsoft.X/y/a/providers/Microsoft.Authorization/locks/l",
        "Microsoft.X/y/z/Providers/locks | a/b/Microsoft.Authorization/l |"
            + " Microsoft.X/y/a/z/b/providers/Microsoft.Authorization/locks/l",
        "Microsoft.X/y/providers/p/q | a/Microsoft.Z/b/c |"
            + " Microsoft.X/y/a/providers/Microsoft.Z/p/b/q/c",
      })
  void anId_combinesTypeAndName(String type, String name, String id) {
    var expanded = ExpandedTestTemplate.of(resource(type, name, ""));

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.ids()).containsExactly(GROUP + id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/ | /providers/Microsoft.X/y/a",
        "/subscriptions/s2 | /subscriptions/s2/providers/Microsoft.X/y/a",
        "/subscriptions/s2/resourceGroups/g |"
            + " /subscriptions/s2/resourceGroups/g/providers/Microsoft.X/y/a",
        "[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'g')] |"
            + " /subscriptions/s1/resourceGroups/g/providers/Microsoft.X/y/a",
        "Microsoft.V/w/b | " + GROUP + "Microsoft.V/w/b/providers/Microsoft.X/y/a",
        "[resourceId('Microsoft.V/w', 'b')] |"
            + " "
            + GROUP
            + "Microsoft.V/w/b/providers/Microsoft.X/y/a",
        "[concat('Microsoft.V/w/', parameters('p'))] |"
            + " "
            + GROUP
            + "Microsoft.V/w/[parameters('p')]/providers/Microsoft.X/y/a",
        "[concat('/subscriptions/s2/resourceGroups/', parameters('p'))] |"
            + " /subscriptions/s2/resourceGroups/[parameters('p')]/providers/Microsoft.X/y/a",
        "[parameters('p')] | [parameters('p')]/providers/Microsoft.X/y/a",
      })
  void aScope_isAnId_orRelative_orTheTenant(String scope, String id) {
    var expanded =
        ExpandedTestTemplate.of(resource("Microsoft.X/y", "a", "\"scope\": \"" + scope + "\","));

    assertThat(expanded.ids()).allMatch(each -> each.equals(id), id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"x | x", "[string('a/b')] | a/b", "[add(1, 1)] | 2", "[createArray()] | []"})
  void aScopeThatIsNoId_isReported(String scope, String shown) {
    assertThat(
            ExpandedTestTemplate.of(resource("Microsoft.X/y", "a", "\"scope\": \"" + scope + "\","))
                .messages())
        .containsExactly("the scope `" + shown + "` is not a resource id");
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.Management/managementGroups, /providers/Microsoft.Management/managementGroups/a",
    "Microsoft.Subscription/aliases, /providers/Microsoft.Subscription/aliases/a"
  })
  void aTypeOfTheTenant_isInTheTenant(String type, String id) {
    assertThat(ExpandedTestTemplate.of(resource(type, "a", "")).ids()).containsExactly(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[toLower('ABC')] | a | `abc` is not a resource type such as `Microsoft.X/y`",
        "[parameters('p')] | a |"
            + " the type of a resource must be a string that is known before deployment",
        "Microsoft.X/y | a/b | the name `a/b` has 2 segments, but the type requires 1",
        "Microsoft.X/y/z | a | the name `a` has 1 segment, but the type requires 2",
        "Microsoft.X/y/z | a/b/c | the name `a/b/c` has 3 segments, but the type requires 2",
        "Microsoft.X/y | [string('')] | the name of a resource must not be empty",
        "Microsoft.X/y | [add(1, 1)] | the name of a resource must be a string, not int",
      })
  void aTypeOrName_thatIsNone_isReported(String type, String name, String message) {
    assertThat(ExpandedTestTemplate.of(resource(type, name, "")).messages())
        .singleElement()
        .satisfies(each -> assertThat(each).startsWith(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"true | 1", "false | 0", "~True~ | 1", "~FALSE~ | 0", "~[equals(1, 2)]~ | 0"})
  void aCondition_decidesWhetherAResourceIsDeployed(String condition, int count) {
    String written = condition.matches("[tf].*") ? condition : "\"" + condition + "\"";
    var expanded =
        ExpandedTestTemplate.of(resource("Microsoft.X/y", "a", "\"condition\": " + written + ","));

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.resources()).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[add(1, 0)] | int",
        "yes | string",
        "[null()] | null",
        "[createArray()] | array",
        "[createObject()] | object"
      })
  void aCondition_isABool(String condition, String type) {
    assertThat(
            ExpandedTestTemplate.of(
                    resource("Microsoft.X/y", "a", "\"condition\": \"" + condition + "\","))
                .messages())
        .containsExactly("a condition must be true or false, not " + type);
  }

  @Test
  void aChild_isDeployed_whateverTheConditionOfItsParent() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "parameters": { "on": { "type": "bool" }, "child": { "type": "bool" } },
              "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                  "condition": "[parameters('on')]",
                  "resources": [
                    { "type": "z", "apiVersion": "1", "name": "plain" },
                    { "type": "z", "apiVersion": "1", "name": "own",
                      "condition": "[parameters('child')]" },
                    { "type": "z", "apiVersion": "1", "name": "never", "condition": false } ] },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "off", "condition": false,
                  "resources": [ { "type": "z", "apiVersion": "1", "name": "kept" } ] } ] }
            """);

    assertThat(expanded.ids())
        .containsExactly(
            GROUP + "Microsoft.X/y/a",
            GROUP + "Microsoft.X/y/a/z/plain",
            GROUP + "Microsoft.X/y/a/z/own",
            GROUP + "Microsoft.X/y/off/z/kept");
    assertThat(condition(expanded.resource("a"))).isEqualTo("\"[parameters('on')]\"");
    assertThat(expanded.resource("plain").existence().isCertain()).isTrue();
    assertThat(expanded.resource("kept").existence().isCertain()).isTrue();
    assertThat(condition(expanded.resource("own"))).isEqualTo("\"[parameters('child')]\"");
  }

  private static String condition(Resource resource) {
    return resource.existence() instanceof ResourceExistence.Conditional(var condition)
        ? condition.toString()
        : resource.existence().toString();
  }

  @Test
  void aChild_isRepeated_ifItsParentIs() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "parameters": { "count": { "type": "int" }, "on": { "type": "bool" } },
              "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('a', copyIndex())]",
                  "copy": { "name": "c", "count": "[parameters('count')]" },
                  "resources": [
                    { "type": "z", "apiVersion": "1", "name": "child",
                      "condition": "[parameters('on')]" } ] } ] }
            """);

    assertThat(expanded.resource("child").existence())
        .isInstanceOfSatisfying(
            ResourceExistence.Repeated.class,
            each -> assertThat(each.count()).hasToString("\"[parameters('count')]\""));
  }

  @ParameterizedTest
  @CsvSource({
    "z, c, Microsoft.X/y/a/z/c",
    "z, a/c, Microsoft.X/y/a/z/c",
    "Microsoft.X/y/z, a/c, Microsoft.X/y/a/z/c",
    "Microsoft.X/y/z, c, Microsoft.X/y/a/z/c",
    "z/v, c/d, Microsoft.X/y/a/z/c/v/d",
    "Microsoft.V/w, c, Microsoft.V/w/c",
    "providers/locks, Microsoft.Authorization/c,"
        + " Microsoft.X/y/a/providers/Microsoft.Authorization/locks/c"
  })
  void aNestedResource_isAChild_unlessItHasAnotherType(String type, String name, String id) {
    var expanded =
        ExpandedTestTemplate.of(
            resource(
                "Microsoft.X/y",
                "a",
                "\"resources\": [ { \"type\": \"%s\", \"apiVersion\": \"1\", \"name\": \"%s\" } ],"
                    .formatted(type, name)));

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.ids()).containsExactly(GROUP + "Microsoft.X/y/a", GROUP + id);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "3, 3", "800, 800"})
  void aLoop_makesThatManyResources(int count, int made) {
    var expanded =
        ExpandedTestTemplate.of(
            resource("Microsoft.X/y", "[concat('a', copyIndex())]", copy(String.valueOf(count))));

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.ids())
        .hasSize(made)
        .allMatch(each -> each.matches(GROUP + "Microsoft\\.X/y/a\\d+"));
  }

  @ParameterizedTest
  @CsvSource({"-1, -1", "\"[string('x')]\", x", "\"[float('1.5')]\", 1.5"})
  void theCountOfALoop_isANumberThatIsNotNegative(String count, String shown) {
    assertThat(
            ExpandedTestTemplate.of(
                    resource("Microsoft.X/y", "[concat('a', copyIndex())]", copy(count)))
                .messages())
        .singleElement()
        .satisfies(
            message ->
                assertThat(message)
                    .startsWith(
                        "the `count` of the copy loop `c` must be a non-negative integer, not `"
                            + shown));
  }

  @Test
  void aLoopIndex_mayBeNamed_andMoved() {
    var expanded =
        ExpandedTestTemplate.of(
            resource(
                "Microsoft.X/y",
                "[concat('a', copyIndex('C', 5), '-', copyIndex(1), '-', copyIndex('c'))]",
                copy("2")));

    assertThat(expanded.ids())
        .containsExactly(GROUP + "Microsoft.X/y/a5-1-0", GROUP + "Microsoft.X/y/a6-2-1");
    assertThat(
            ExpandedTestTemplate.of(
                    resource(
                        "Microsoft.X/y", "[concat('a', copyIndex(parameters('n')))]", copy("1")))
                .ids())
        .containsExactly(GROUP + "Microsoft.X/y/[format('a{0}', add(0, parameters('n')))]");
  }

  @Test
  void theIndexOfALoopOfUnknownLength_mayBeMoved() {
    assertThat(
            ExpandedTestTemplate.of(
                    resource(
                        "Microsoft.X/y",
                        "[concat('a', copyIndex(1))]",
                        copy("\"[parameters('n')]\"")))
                .ids())
        .containsExactly(GROUP + "Microsoft.X/y/[format('a{0}', add(copyIndex('c'), 1))]");
  }

  @Test
  void anUnknownName_hasTheSegmentsOfItsType() {
    assertThat(ExpandedTestTemplate.of(resource("Microsoft.X/y/z", "[parameters('p')]", "")).ids())
        .singleElement()
        .satisfies(
            id ->
                assertThat(id)
                    .startsWith(GROUP + "Microsoft.X/y/[split(parameters('p'), '/')[0]]/z/"));
    assertThat(
            ExpandedTestTemplate.of(
                    resource("Microsoft.X/y/z", "[concat(parameters('p'), '/b')]", ""))
                .ids())
        .containsExactly(GROUP + "Microsoft.X/y/[parameters('p')]/z/b");
  }

  private static String copy(String count) {
    return "\"copy\": { \"name\": \"c\", \"count\": " + count + " },";
  }

  private static String resource(String type, String name, String more) {
    return """
    { "parameters": { "p": { "type": "string" }, "n": { "type": "int" } },
      "resources": [ { "type": "%s", "apiVersion": "1", %s "name": "%s" } ] }
    """
        .formatted(type, more, name);
  }
}
