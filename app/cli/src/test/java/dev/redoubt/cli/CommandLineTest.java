package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

  private static final String SCHEMA =
      "\"$schema\":"
          + " \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\"";
  private static final String OPEN_STORAGE =
      """
      {
        %s,
        "contentVersion": "1.0.0.0",
        "parameters": {
          "name": { "type": "string" },
          "access": { "type": "string", "defaultValue": "Enabled" }
        },
        "resources": [
          {
            "type": "Microsoft.Storage/storageAccounts",
            "apiVersion": "2023-05-01",
            "name": "[parameters('name')]",
            "location": "westeurope",
            "kind": "StorageV2",
            "sku": { "name": "Standard_LRS" },
            "properties": {
              "publicNetworkAccess": "[parameters('access')]",
              "allowBlobPublicAccess": true
            }
          }
        ],
        "outputs": {
          "known": { "type": "int", "value": 3 },
          "late": { "type": "object", "value": { "name": "[parameters('name')]" } }
        }
      }
      """
          .formatted(SCHEMA);
  private static final String PARAMETERS =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
        "contentVersion": "1.0.0.0",
        "parameters": { "name": { "value": "stdata" } }
      }
      """;

  @TempDir private Path folder = Path.of("");

  /// The output and the exit code of a command.
  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    return runWith(Map.of(), arguments);
  }

  private static Run runWith(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, environment);
    int code = Main.run(terminal, arguments);
    return new Run(code, out.toString(), err.toString());
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void assessReportsViolationsAndFails() throws IOException {
    file("main.json", OPEN_STORAGE);
    Run run = run("assess", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("storage-anonymous-access", "main.json:18", "FAILED");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void thresholdNeverSucceedsAndIsNotCalledPassed() throws IOException {
    file("main.json", OPEN_STORAGE);
    Run run = run("assess", folder.toString(), "--fail-on=never", "--fail-on-unknown=never");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("NOT ENFORCED  exit code 0: 7 violations")
        .doesNotContain("PASSED");
  }

  @Test
  void neverForViolationsIsNeverForUnknownsUnlessGiven() throws IOException {
    file("main.json", OPEN_STORAGE.replace("true", "\"[parameters('name')]\""));
    assertThat(run("assess", folder.toString(), "--fail-on=never").code()).isZero();
    assertThat(run("assess", folder.toString(), "--fail-on=never", "--fail-on-unknown=low").code())
        .isEqualTo(1);
    assertThat(run("assess", folder.toString(), "--fail-on=critical").code()).isEqualTo(1);
  }

  @Test
  void emptyTemplateIsNotReportedAsPassed() throws IOException {
    file("main.bicep", "");
    Run run = run("assess", folder.resolve("main.bicep").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("NOTHING JUDGED").doesNotContain("PASSED");
    Run json = run("assess", folder.resolve("main.bicep").toString(), "-f", "json");
    assertThat(json.out()).contains("\"score\": null");
  }

  @Test
  void assessReadsOneTemplateFromStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(OPEN_STORAGE.getBytes(StandardCharsets.UTF_8)));
      Run json = run("assess", "-");
      assertThat(json.out()).contains("standard input", "stdin.json:18");
      String bicep = "resource x 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'kv' }";
      System.setIn(new ByteArrayInputStream(bicep.getBytes(StandardCharsets.UTF_8)));
      assertThat(run("assess", "-").out()).contains("stdin.bicep:1");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void namedTerraformFileIsReportedAsUnsupported() throws IOException {
    Run run = run("assess", file("main.tf", "resource {}").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("main.tf: error: not assessed: Terraform is not supported yet");
  }

  @Test
  void errorsInTheConfigurationHaveLineAndColumn() throws IOException {
    file("main.json", OPEN_STORAGE);
    file("redoubt.yaml", "deploymets: []\n");
    Run run = run("assess", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("redoubt.yaml:1:1: unknown setting `deploymets`", "did you mean `deployments`?");
    Run given =
        run("assess", folder.toString(), "--config", folder.resolve("other.yaml").toString());
    assertThat(given.code()).isEqualTo(2);
    assertThat(given.err()).contains("does not exist");
  }

  @Test
  void assessWritesEachReportToItsFile() throws IOException {
    file("main.json", OPEN_STORAGE);
    Path sarif = folder.resolve("out/report.sarif");
    Run run = run("assess", folder.toString(), "-f", "sarif", "-o", sarif.toString(), "-f", "json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).startsWith("{\n  \"schemaVersion\": 1,");
    assertThat(sarif).content().contains("\"version\": \"2.1.0\"");
  }

  @Test
  void assessWritesAllFormatsInOneRun() throws IOException {
    file("main.json", OPEN_STORAGE);
    List<String> arguments = new ArrayList<>(List.of("assess", folder.toString()));
    List<String> formats =
        List.of("json", "sarif", "junit", "oscal", "cyclonedx", "markdown", "github", "console");
    for (String format : formats) {
      arguments.addAll(List.of("-f", format, "-o", folder.resolve("out/" + format).toString()));
    }
    Run run = run(arguments.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    for (String format : formats) {
      assertThat(folder.resolve("out/" + format)).isNotEmptyFile();
    }
    assertThat(folder.resolve("out/junit")).content().contains("<failure type=\"critical\"");
    assertThat(folder.resolve("out/oscal")).content().contains("\"oscal-version\": \"1.1.2\"");
    assertThat(folder.resolve("out/cyclonedx")).content().contains("\"specVersion\" : \"1.6\"");
    assertThat(folder.resolve("out/markdown")).content().startsWith("## Redoubt: ");
  }

  @Test
  void githubCommandsGoBesideTheConsoleReportAndIntoTheStepSummary() throws IOException {
    file("main.json", OPEN_STORAGE);
    Path summary = file("summary.md", "before\n");
    Run run =
        runWith(
            Map.of("GITHUB_STEP_SUMMARY", summary.toString()),
            "assess",
            folder.toString(),
            "-f",
            "console",
            "-f",
            "github");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("FAILED  exit code 1", "\n::error title=storage-anonymous-access");
    assertThat(summary).content().startsWith("before\n## Redoubt: ");
    Run refused =
        runWith(
            Map.of("GITHUB_STEP_SUMMARY", folder.toString()),
            "assess",
            folder.toString(),
            "-f",
            "github",
            "--fail-on=never");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("cannot be written");
  }

  @Test
  void reportsWithATimeUseTheTimeOfTheSource() throws IOException {
    file("main.json", OPEN_STORAGE);
    Map<String, String> environment = Map.of("SOURCE_DATE_EPOCH", "1700000000");
    for (String format : List.of("oscal", "cyclonedx")) {
      assertThat(runWith(environment, "assess", folder.toString(), "-f", format).out())
          .contains("2023-11-14T22:13:20Z");
    }
  }

  @Test
  void cycloneDxVersionIsAnOption() throws IOException {
    file("main.json", OPEN_STORAGE);
    assertThat(
            run("assess", folder.toString(), "-f", "cyclonedx", "--cyclonedx-version", "1.7").out())
        .contains("\"specVersion\" : \"1.7\"");
    assertThat(run("assess", "--cyclonedx-version", "1.2").err()).contains("`1.2` is not one of");
  }

  @Test
  void quietAndSummaryLeaveFindingsOut() throws IOException {
    file("main.json", OPEN_STORAGE);
    Run quiet = run("assess", folder.toString(), "--quiet");
    assertThat(quiet.code()).isEqualTo(1);
    assertThat(quiet.out()).startsWith("FAILED").hasLineCount(2);
    Run summary = run("assess", folder.toString(), "--summary");
    assertThat(summary.out())
        .contains("ARTICLE", "VIOLATED", "FAILED")
        .doesNotContain("storage-anonymous-access");
    assertThat(run("assess", "--quiet", "--summary").err()).contains("exclude each other");
  }

  @Test
  void columnsSetTheWidthOfTheReport() throws IOException {
    file("main.json", OPEN_STORAGE);
    int wide = longest(runWith(Map.of("COLUMNS", "110"), "assess", folder.toString()));
    int narrow = longest(runWith(Map.of("COLUMNS", "60"), "assess", folder.toString()));
    assertThat(wide).isBetween(81, 110);
    assertThat(narrow).isLessThan(wide);
  }

  /// The longest line that is not a location.
  private static int longest(Run run) {
    return run.out()
        .lines()
        .filter(line -> !line.contains("main.json") && !line.startsWith("paths"))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  @Test
  void controlsAreAComponentDefinition() {
    assertThat(run("controls", "list", "--format", "oscal").out())
        .startsWith("{\n  \"component-definition\": {")
        .contains("\"control-id\": \"storage-anonymous-access\"");
  }

  @Test
  void assessRefusesTwoReportsOnStandardOutput() {
    Run run = run("assess", "-f", "json", "-f", "sarif");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("only one report can be written to standard output");
  }

  @Test
  void assessEvaluatesOnlySelectedControls() throws IOException {
    file("main.json", OPEN_STORAGE);
    Run only = run("assess", folder.toString(), "--only", "storage-anonymous-access");
    assertThat(only.out()).contains("1 finding of 1 control");
    Run skip = run("assess", folder.toString(), "-f", "json", "--skip", "storage-anonymous-access");
    assertThat(skip.out()).doesNotContain("\"control\": \"storage-anonymous-access\"");
  }

  @Test
  void assessSuggestsASimilarControlId() {
    Run run = run("assess", "--only", "storage-anonymous-acess");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean `storage-anonymous-access`?");
  }

  @Test
  void assessReportsBrokenInputsWithLineAndWithoutStackTrace() throws IOException {
    List<String> broken =
        List.of(
            "",
            "{",
            OPEN_STORAGE.substring(0, OPEN_STORAGE.length() / 2),
            OPEN_STORAGE.replace("parameters('access')", "parameters('acess')"),
            OPEN_STORAGE.replace("parameters('access')", "parameters('access'"),
            OPEN_STORAGE.replace("\"resources\"", "\"resource\""),
            OPEN_STORAGE.replace("\"type\": \"Microsoft", "\"typ\": \"Microsoft"),
            "[1, 2]",
            "\u0000\u0001");
    for (String text : broken) {
      Path template = file("main.json", text);
      Run run = run("assess", template.toString());
      assertThat(run.code()).as(text).isEqualTo(2);
      assertThat(run.out() + run.err())
          .as(text)
          .contains("main.json")
          .doesNotContain("\tat ", "Exception");
    }
  }

  @Test
  void assessCoversOtherInputsWhenOneIsBroken() throws IOException {
    file("good.json", OPEN_STORAGE);
    file("bad.json", OPEN_STORAGE.substring(0, 400));
    Run run = run("assess", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("storage-anonymous-access", "PROBLEMS", "bad.json:");
  }

  @Test
  void assessReportsAFolderWithoutTemplates() {
    Run run = run("assess", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no template found in");
    assertThat(run.out()).isEmpty();
    assertThat(run("assess", folder.resolve("none.json").toString()).err())
        .contains("none.json", "no such file");
  }

  @Test
  void expandPrintsASnapshot() throws IOException {
    Path template = file("main.json", OPEN_STORAGE);
    Path parameters = file("prod.json", PARAMETERS);
    Run run =
        run(
            "expand",
            template.toString(),
            "--parameters",
            parameters.toString(),
            "--subscription",
            "00000000-0000-0000-0000-000000000000",
            "--resource-group",
            "myRg");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            {
              "predictedResources": [
                {
                  "id": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg/providers/Microsoft.Storage/storageAccounts/stdata",
                  "type": "Microsoft.Storage/storageAccounts",
                  "name": "stdata",
                  "apiVersion": "2023-05-01",
                  "location": "westeurope",
                  "kind": "StorageV2",
                  "sku": {
                    "name": "Standard_LRS"
                  },
                  "properties": {
                    "publicNetworkAccess": "Enabled",
                    "allowBlobPublicAccess": true
                  }
                }
              ],
              "diagnostics": [],
              "outputs": {
                "known": 3,
                "late": {
                  "name": "stdata"
                }
              }
            }
            """);
  }

  @Test
  void expandPrintsUnknownValuesAsOneExpression() throws IOException {
    Path template = file("main.json", OPEN_STORAGE);
    Run run = run("expand", template.toString());
    assertThat(run.out())
        .contains("\"name\": \"[parameters('name')]\"")
        .contains("\"late\": \"[createObject('name', parameters('name'))]\"");
  }

  @Test
  void wrongUsageIsExitCodeTwoWithASuggestion() {
    Run option = run("assess", "--formt", "json");
    assertThat(option.code()).isEqualTo(2);
    assertThat(option.err()).contains("unknown option `--formt`; did you mean `--format`?");
    assertThat(run("assess", "--sumary").err()).contains("did you mean `--summary`?");
    assertThat(run("assess", "--output=x", "--quite").err()).contains("did you mean `--quiet`?");
    assertThat(run("asses").err()).contains("did you mean `assess`?");
    assertThat(run().code()).isEqualTo(2);
    Run value = run("assess", "--fail-on", "hihg");
    assertThat(value.code()).isEqualTo(2);
    assertThat(value.err()).contains("`hihg` is not one of low, medium, high, critical, never");
    assertThat(run("assess", "--subscription", "prod").err()).contains("`prod` is not a GUID");
  }

  @Test
  void helpFitsEightyColumnsAndListsExitCodes() {
    for (String[] call : List.of(new String[] {"--help"}, new String[] {"help", "assess"})) {
      Run run = run(call);
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains("Exit codes");
      assertThat(run.out().lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }
  }

  @Test
  void controlsAreListedAndShown() {
    assertThat(run("controls", "list").out()).contains("storage-anonymous-access");
    assertThat(run("controls", "list", "-f", "json").out()).startsWith("[\n  {\n    \"id\": ");
    Run shown = run("controls", "show", "storage-anonymous-access");
    assertThat(shown.out()).contains("FIX", "COST", "Bicep", "Terraform");
    assertThat(run("controls", "show", "nothing-like-it").code()).isEqualTo(2);
  }

  @Test
  void completionPrintsAScript() {
    assertThat(run("completion", "bash").out()).contains("complete -F");
  }

  @Test
  void versionNamesProductAndJdk() {
    assertThat(run("--version").out()).contains("redoubt 0.", "JDK 2");
  }
}
