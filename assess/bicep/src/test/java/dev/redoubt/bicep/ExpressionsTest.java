package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the values of Bicep expressions.
class ExpressionsTest {

  @TempDir private Path folder = Path.of("");

  private TestBicepProject workspace() {
    return new TestBicepProject(folder);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "1 + 2 * 3 § 7",
        "(1 + 2) * 3 § 9",
        "7 % 4 - -2 § 5",
        "-9223372036854775808 § -9223372036854775808",
        "1 < 2 && 2 >= 2 || false § true",
        "'a' == 'A' § false",
        "'a' =~ 'A' § true",
        "'a' !~ 'A' § false",
        "!(1 != 1) § true",
        "null ?? 'b' § \"b\"",
        "1 > 2 ? 'yes' : 'no' § \"no\"",
        "'a${1}{b}${'c'}' § \"a1{b}c\"",
        "[1, 2, 3][1] § 2",
        "[1, 2, 3][^1] § 3",
        "{ a: { b: 5 } }.a.b § 5",
        "{ a: 5 }.?b § null",
        "{ a: 5 }.?b.c.d § null",
        "({ a: 5 }.?b ?? { c: 2 }).c § 2",
        "{ a: 5 }['a'] § 5",
        "[...[1, 2], 3, ...[4]] § [1,2,3,4]",
        "{ a: 1, ...{ a: 2, b: 3 } } § {\"a\":2,\"b\":3}",
        "map([1, 2], (x, i) => x * 10 + i) § [10,21]",
        "filter(range(0, 6), x => x % 2 == 0) § [0,2,4]",
        "reduce([1, 2, 3], 0, (sum, x) => sum + x) § 6",
        "toObject(['a', 'b'], x => x, x => '${x}!') § {\"a\":\"a!\",\"b\":\"b!\"}",
        "sys.concat('a', 'b') § \"ab\"",
        "any({ a: 1 }).a § 1",
        "az.subscription().subscriptionId § \"s1\"",
      })
  void hasTheValue(String expression, String value) {
    TestBicepProject workspace =
        workspace().file("main.bicep", "output x object = " + expression + "\n");
    assertThat(workspace.output("main.bicep", "x")).isEqualTo(value);
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void loops_countIndexAndItem() {
    TestBicepProject workspace =
        workspace()
            .file(
                "main.bicep",
                """
                var names = [for (name, i) in ['a', 'b']: '${name}${i}']
                output x array = [for n in names: {
                  n: n
                  inner: [for (m, j) in names: '${n}-${m}-${j}']
                }]
                """);
    assertThat(workspace.output("main.bicep", "x"))
        .isEqualTo(
            "[{\"n\":\"a0\",\"inner\":[\"a0-a0-0\",\"a0-b1-1\"]},"
                + "{\"n\":\"b1\",\"inner\":[\"b1-a0-0\",\"b1-b1-1\"]}]");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void functions_seeTheirParametersAndOneAnother() {
    TestBicepProject workspace =
        workspace()
            .file(
                "main.bicep",
                """
                func twice(x int) int => x * 2
                func twiceAll(xs int[]) int[] => map(xs, x => twice(x))
                output x array = twiceAll([1, 2])
                """);
    assertThat(workspace.output("main.bicep", "x")).isEqualTo("[2,4]");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void innerNames_hideOuterOnes() {
    TestBicepProject workspace =
        workspace()
            .file(
                "main.bicep",
                """
                var x = 'outer'
                output a array = map([1], x => x)
                output b array = [for x in [2]: x]
                output c string = x
                """);
    assertThat(workspace.output("main.bicep", "a")).isEqualTo("[1]");
    assertThat(workspace.output("main.bicep", "b")).isEqualTo("[2]");
    assertThat(workspace.output("main.bicep", "c")).isEqualTo("\"outer\"");
  }

  @Test
  void nameof_isTheLastName() {
    TestBicepProject workspace =
        workspace()
            .file(
                "main.bicep",
                """
                param storage object = {}
                output x array = [nameof(storage), nameof(storage.sku.name), nameof(storage['a-b'])]
                """);
    assertThat(workspace.output("main.bicep", "x")).isEqualTo("[\"storage\",\"name\",\"a-b\"]");
  }

  @Test
  void roleDefinitions_areFoundByTheirNames() {
    TestBicepProject workspace =
        workspace()
            .file(
                "main.bicep",
                """
                param name string = 'Reader'
                output x string = roleDefinitions(name).roleDefinitionId
                """);
    assertThat(workspace.output("main.bicep", "x"))
        .isEqualTo("\"acdd72a7-3385-48ef-bd42-f606fba81ae7\"");
  }

  @Test
  void undeclaredNames_areErrorsWithLocation() {
    TestBicepProject workspace =
        workspace()
            .file(
                "main.bicep",
                """
                var location = 'x'
                output a string = Location
                output b string = 'b${missing}'
                output c string = 'fine'
                """);
    assertThat(workspace.output("main.bicep", "c")).isEqualTo("\"fine\"");
    assertThat(workspace.problemTexts())
        .containsExactly(
            "main.bicep:2:19 error: the name `Location` does not exist in the current context;"
                + " names are case-sensitive, did you mean `location`?",
            "main.bicep:3:23 error: the name `missing` does not exist in the current context");
  }

  @Test
  void syntaxErrorAffectsOnlyItsOwnValue() {
    TestBicepProject workspace =
        workspace()
            .file(
                "main.bicep",
                """
                var a = 'open
                var b = 'fine'
                output x string = b
                """);
    assertThat(workspace.output("main.bicep", "x")).isEqualTo("\"fine\"");
    assertThat(workspace.problemTexts()).hasSize(1).first().asString().startsWith("main.bicep:1:");
  }
}
