package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.VersionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the reports of `redoubt assess` as files, and the options that select them.
class AssessReportsTest {

  @TempDir private Path folder;

  private static CommandRun run(String... arguments) {
    return CommandRun.of(arguments);
  }

  @BeforeEach
  void writeTemplate() throws IOException {
    Files.writeString(
        folder.resolve("main.bicep"),
        """
        resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
          name: 'st'
          location: 'westeurope'
          kind: 'StorageV2'
          sku: { name: 'Standard_LRS' }
          properties: { allowBlobPublicAccess: true }
        }
        """);
  }

  @Test
  void reportsOfAnEarlierRunAreNoUnassessedFiles() throws IOException {
    for (String format : List.of("json", "sarif", "oscal", "cyclonedx", "junit", "markdown")) {
      for (String extension : List.of(".json", "." + format)) {
        if (extension.equals(".json") && (format.equals("junit") || format.equals("markdown"))) {
          continue;
        }
        run(
            "assess",
            folder.toString(),
            "--format",
            format,
            "--output",
            folder.resolve("redoubt-" + format + extension).toString());
      }
    }
    run(
        "assess",
        folder.toString(),
        "--update-baseline",
        "--baseline",
        folder.resolve("baseline.json").toString());
    // the shell creates the target of a redirection first
    Files.createFile(folder.resolve("redirected.json"));
    JsonNode report =
        JsonMapper.shared().readTree(run("assess", folder.toString(), "--format", "json").out());
    assertThat(folder.resolve("redoubt-sarif.json")).isNotEmptyFile();
    assertThat(report.get("inputs")).hasSize(1);
    assertThat(report.get("problems")).isEmpty();
  }

  @Test
  void brokenJsonThatIsNoReportStaysUnassessed() throws IOException {
    Files.writeString(folder.resolve("azuredeploy.json"), "{ \"contentVersion\": ");
    assertThat(run("assess", folder.toString()).code()).isEqualTo(2);
    Files.writeString(folder.resolve("azuredeploy.json"), "{ \"a\": ");
    assertThat(run("assess", folder.toString()).out()).contains("1 file not assessed");
  }

  @Test
  void oneLineForEachFindingThenTheResult() {
    CommandRun run = run("assess", folder.toString(), "--lines");
    List<String> lines = run.out().lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo(
            folder.resolve("main.bicep")
                + ":6:40: critical: storage-anonymous-access: storageAccounts st:"
                + " `allowBlobPublicAccess` is `true`; expected `false`");
    assertThat(lines.stream().filter(line -> line.contains("main.bicep:"))).hasSize(7);
    assertThat(run.out()).contains("\nFAILED  exit code 1: 4 violations");
    assertThat(run("assess", folder.toString(), "--lines", "--quiet").err())
        .contains("`--quiet`, `--lines` and `--summary` exclude each other");
  }

  @Test
  void everyPlaceOpensFromTheWorkingDirectory() {
    Path samples = Path.of(System.getProperty("redoubt.root", "../.."), "samples");
    String report = run("assess", samples.resolve("credit-scoring/weak").toString()).out();
    List<String> places =
        Pattern.compile("\\S+\\.(?:bicep|yaml):\\d+:\\d+")
            .matcher(report)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(places).hasSizeGreaterThan(60);
    assertThat(places)
        .allSatisfy(place -> assertThat(Path.of(place.replaceFirst(":\\d+:\\d+$", ""))).exists());
    assertThat(report.lines().filter(line -> line.startsWith("folder "))).hasSize(1);
  }

  @Test
  void unknownFormatListsTheOthersAsTheyAreWritten() {
    assertThat(run("assess", folder.toString(), "--format", "xml").err())
        .contains("console, json, sarif")
        .doesNotContain("CONSOLE");
  }

  @Test
  void unknownControlIsOneSentence() {
    assertThat(run("assess", folder.toString(), "--only", "nope").err())
        .contains("unknown control `nope`; `redoubt controls list` lists all controls");
    assertThat(run("assess", folder.toString(), "--only", "storage-shared-keys").err())
        .contains("did you mean `storage-shared-key`? `redoubt controls list` lists");
  }

  @Test
  void onlyOneReportGoesToStandardOutputExceptAnnotations() {
    String path = folder.toString();
    assertThat(run("assess", path, "--format", "json", "--format", "sarif").code()).isEqualTo(2);
    assertThat(run("assess", path, "--format", "console", "--format", "github").code())
        .isEqualTo(1);
    assertThat(run("assess", path, "--format=console", "--format=github", "--format=github").err())
        .contains("only one report can be written to standard output");
  }

  @Test
  void documentationHasNoPlaceholder() {
    assertThat(VersionInfo.tool().documentation()).doesNotContain("OWNER", "$");
  }
}
