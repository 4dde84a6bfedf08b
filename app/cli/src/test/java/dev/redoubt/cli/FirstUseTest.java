package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstUseTest {

  private static final String VAULT =
      "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'kv' }\n";

  @TempDir private Path folder = Path.of("");

  private String print() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    FirstUse.print(
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, Map.of()), folder);
    assertThat(out.toString()).as("nothing that a pipe would take for a report").isEmpty();
    return err.toString();
  }

  @Test
  void namesEntryPointsParametersAndThreeCommandsInRepository() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(folder.resolve("main.bicep"), VAULT);
    Files.writeString(folder.resolve("main.bicepparam"), "using 'main.bicep'\n");
    String text = print();
    assertThat(text)
        .contains("main.bicep\n    used by `main.bicepparam`")
        .contains("main.bicepparam\n    parameters of")
        .contains("Next:\n  redoubt assess ");
    assertThat(text.substring(text.indexOf("Next:")).lines()).hasSize(4);
  }

  @Test
  void repositoryWithoutTemplatesSaysSo() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    assertThat(print()).contains("no Bicep file or ARM template").contains("redoubt help");
  }

  @Test
  void filesThatCannotBeReadAreNotPassedOver() throws IOException {
    Files.writeString(folder.resolve("redoubt.yaml"), "deployments: 3\n");
    Files.writeString(folder.resolve("main.bicep"), VAULT);
    assertThat(print()).startsWith("redoubt: some files cannot be read");
  }

  @Test
  void otherFolderIsNotSearched() throws IOException {
    Files.createDirectories(folder.resolve("deep"));
    Files.writeString(folder.resolve("deep/main.bicep"), VAULT);
    assertThat(print()).contains("missing command").doesNotContain("main.bicep");
  }

  @Test
  void manyEntryPointsAreCounted() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    for (int i = 0; i < 12; i++) {
      Files.writeString(folder.resolve("t" + i + ".bicep"), VAULT);
    }
    assertThat(print()).contains("and 2 more files");
  }
}
