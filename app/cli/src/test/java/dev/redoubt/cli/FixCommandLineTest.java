package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests `assess --fix`.
class FixCommandLineTest {

  private static final String STORAGE =
      """
      resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'stdata'
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        properties: {
          allowBlobPublicAccess: true
          publicNetworkAccess: 'Enabled'
        }
      }
      """;

  @TempDir private Path folder = Path.of("");
  private Path main = Path.of("");

  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, Map.of());
    int code = Main.run(terminal, arguments);
    return new Run(code, out.toString(), err.toString());
  }

  @BeforeEach
  void writeTemplate() throws IOException {
    main = Files.writeString(folder.resolve("main.bicep"), STORAGE);
  }

  @Test
  void changesNothingUnlessAskedTo() {
    assertThat(run("assess", folder.toString()).code()).isEqualTo(1);
    assertThat(main).hasContent(STORAGE);
  }

  @Test
  void appliesSafeFixes_reportsTheNewState_andShowsTheRestAsDiff() {
    Run run = run("assess", folder.toString(), "--fix");
    assertThat(run.code()).isEqualTo(1);
    assertThat(main)
        .hasContent(STORAGE.replace("allowBlobPublicAccess: true", "allowBlobPublicAccess: false"));
    assertThat(run.err())
        .contains("redoubt: fixed `storage-anonymous-access` at ")
        .contains("main.bicep:7:28")
        .contains("redoubt: applied 1 fix");
    assertThat(run.out())
        .doesNotContain("storage-anonymous-access")
        .contains("storage-public-network-access")
        .contains("-    publicNetworkAccess: 'Enabled'\n")
        .contains("+    publicNetworkAccess: 'Disabled'\n");
  }

  @Test
  void namesTheTagsAndTheClassesOfTheConfiguration() throws IOException {
    Files.writeString(
        folder.resolve("redoubt.yaml"),
        """
        tags:
          required: [team, cost-center]
          classification:
            name: sensitivity
            values: [low, high]
        """);
    assertThat(run("assess", folder.toString(), "--verbose").out())
        .contains(
            "team: teamTag",
            "sensitivity: sensitivityTag",
            "param sensitivityTag string = 'low'",
            "Add the tag `cost-center`")
        .doesNotContain("owner: ownerTag", "dataClassification");
  }

  @Test
  void printsNoDiffBesideReportForPrograms() {
    Run run = run("assess", folder.toString(), "--fix", "--format", "json");
    assertThat(run.out()).startsWith("{").endsWith("}\n").doesNotContain("\n+++ ");
  }

  @Test
  void printsDiffAloneIfReportsGoToFiles() {
    String file = folder.resolve("report.json").toString();
    Run run = run("assess", folder.toString(), "--fix", "--format", "json", "--output", file);
    assertThat(run.out()).startsWith("--- a/");
  }

  @Test
  void exitsWithZeroAfterTheLastViolationIsFixed() {
    Run run = run("assess", folder.toString(), "--fix", "--only", "storage-anonymous-access");
    assertThat(run.code()).isZero();
    assertThat(run.out()).doesNotContain("+++ ");
  }
}
