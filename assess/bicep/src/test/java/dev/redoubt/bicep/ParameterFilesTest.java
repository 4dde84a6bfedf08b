package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Unknown;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests parameter files (`.bicepparam`).
class ParameterFilesTest {

  @TempDir private Path folder = Path.of("");

  private BicepParameters parameters(TestBicepProject workspace) {
    return Objects.requireNonNull(
        workspace.project().parameters(folder.resolve("main.bicepparam")), "unreadable");
  }

  @Test
  void values_areEvaluated() {
    TestBicepProject workspace =
        new TestBicepProject(folder)
            .environment("REGION", "westeurope")
            .file(
                "main.bicepparam",
                """
                using 'main.bicep'
                var prefix = 'p'
                param location = readEnvironmentVariable('REGION')
                param tier = readEnvironmentVariable('TIER', 'basic')
                param name = '${prefix}-${location}'
                param sizes = [for i in range(1, 2): i * 10]
                """);
    BicepParameters given = parameters(workspace);
    assertThat(given.using()).isEqualTo("main.bicep");
    assertThat(given.values())
        .hasToString(
            "{location=\"westeurope\", tier=\"basic\", name=\"p-westeurope\", sizes=[10,20]}");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void unsetEnvironmentVariableAndSecret_areUnknown() {
    TestBicepProject workspace =
        new TestBicepProject(folder)
            .file(
                "main.bicepparam",
                """
                using none
                param unset = readEnvironmentVariable('UNSET')
                param secret = az.getSecret('s1', 'rg', 'kv', 'name')
                """);
    BicepParameters given = parameters(workspace);
    assertThat(given.using()).isNull();
    assertThat(given.values().get("unset")).isInstanceOf(Unknown.class);
    assertThat(given.values().get("secret")).asString().contains("vaults/kv', 'name'");
    assertThat(workspace.problemTexts())
        .containsExactly(
            "main.bicepparam:2:15 warning: environment variable `UNSET` is not set; the value is"
                + " unknown");
  }

  @Test
  void extendedFiles_provideValuesThatAreNotOverridden() {
    TestBicepProject workspace =
        new TestBicepProject(folder)
            .file("base.bicepparam", "using none\nparam a = 1\nparam b = { c: 2, d: 3 }\n")
            .file(
                "main.bicepparam",
                """
                using 'main.bicep'
                extends 'base.bicepparam'
                param b = { ...base.b, d: 4 }
                param e = base.a
                """);
    assertThat(parameters(workspace).values()).hasToString("{a=1, b={\"c\":2,\"d\":4}, e=1}");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void extendsCycle_isAnErrorAndTerminates() {
    TestBicepProject workspace =
        new TestBicepProject(folder)
            .file("base.bicepparam", "using none\nextends 'main.bicepparam'\nparam a = 1\n")
            .file("main.bicepparam", "using none\nextends 'base.bicepparam'\nparam b = 2\n");
    assertThat(parameters(workspace).values()).hasToString("{a=1, b=2}");
    assertThat(workspace.problemTexts())
        .containsExactly("base.bicepparam:2:9 error: `main.bicepparam` extends itself");
  }

  @Test
  void templateOfParameterFile_isTheOneInUsing() {
    TestBicepProject workspace =
        new TestBicepProject(folder)
            .file("main.bicep", "param a int\noutput b int = a\n")
            .file("main.bicepparam", "using 'main.bicep'\nparam a = 1\n");
    BicepProject project = workspace.project();
    Path file = folder.resolve("main.bicepparam");
    assertThat(project.templateOf(Objects.requireNonNull(project.parameters(file)), file))
        .isNotNull()
        .satisfies(template -> assertThat(template.parameters()).containsKey("a"));
  }
}
