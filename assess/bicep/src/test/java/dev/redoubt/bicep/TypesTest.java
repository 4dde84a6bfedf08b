package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests parameter types: their effect on values and on problems.
class TypesTest {

  private static final String TYPES =
      """
      @export()
      type account = {
        tier: tierType
        rule: { kind: string, size: 1 | 2 }
      }
      type tierType = 'hot' | 'cool'
      @export()
      type ruleType = account.rule
      """;

  @TempDir private Path folder = Path.of("");

  private TestBicepProject workspace(String main) {
    return new TestBicepProject(folder).file("main.bicep", main).file("types.bicep", TYPES);
  }

  @Test
  void valuesAreCheckedByTypesThatPointIntoOthers() {
    TestBicepProject workspace =
        workspace(
            """
            import { account, ruleType as rule } from 'types.bicep'
            import * as all from 'types.bicep'
            type local = { list: ('a' | 'b')[], pair: [int, bool] }
            param one rule = { kind: 5, size: 1 }
            param two account.rule.size = 3
            param three all.account.tier = 'warm'
            param four local.pair[1] = 1
            param five local.list[*] = 'a'
            param six account.tier = 'hot'
            """);
    workspace.expand("main.bicep");
    assertThat(workspace.problemTexts())
        .containsExactlyInAnyOrder(
            "main.bicep:4:26 error: parameter `one` at `kind` must be of type string, not int",
            "main.bicep:5:31 error: parameter `two`: `3` is not among the allowed values `1`, `2`",
            "main.bicep:6:32 error: parameter `three`: `warm` is not among the allowed values"
                + " `cool`, `hot`",
            "main.bicep:7:28 error: parameter `four` must be of type bool, not int");
  }

  @Test
  void nullableReferences_makeAParameterOptional() {
    TestBicepProject workspace =
        workspace(
            """
            import { account } from 'types.bicep'
            param tier account.tier?
            output tier string = tier ?? 'none'
            """);
    assertThat(workspace.output("main.bicep", "tier")).isEqualTo("\"none\"");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void importsFromMissingFile_areReportedOnce() {
    TestBicepProject workspace =
        workspace(
            """
            import { account } from 'none.bicep'
            import * as all from 'none.bicep'
            param one account
            param two all.rule.kind
            """);
    workspace.expand("main.bicep");
    assertThat(workspace.problemTexts())
        .allMatch(message -> message.contains("`none.bicep` does not exist"));
  }

  @Test
  void longChainOfTypeReferences_isImported() {
    StringBuilder types = new StringBuilder("@export()\n");
    for (int i = 0; i < 20_000; i++) {
      types.append("type t%d = t%d?\n".formatted(i, i + 1));
    }
    TestBicepProject workspace =
        new TestBicepProject(folder)
            .file("types.bicep", types.append("type t20000 = string\n").toString())
            .file("main.bicep", "import { t0 } from 'types.bicep'\nparam p t0\n");
    assertThatCode(() -> workspace.expand("main.bicep")).doesNotThrowAnyException();
  }
}
