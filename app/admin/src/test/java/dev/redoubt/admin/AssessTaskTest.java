package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.cli.Main;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.testing.ProgramRun;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Azure Pipelines task of `integrations/assess`: `task.js`, run by Node.js as an agent would,
/// with a `redoubt` that copies a report of the real command.
@DisabledOnOs(OS.WINDOWS)
class AssessTaskTest {

  private static final Path TASK =
      Path.of(System.getProperty("redoubt.root", "../.."))
          .toAbsolutePath()
          .resolve("integrations/assess");

  private static final String BICEP =
      """
      resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'st;a]%'
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        properties: { allowBlobPublicAccess: true }
      }
      """;

  @TempDir private Path folder;

  private ProgramRun run(String redoubt, Map<String, String> inputs)
      throws IOException, InterruptedException {
    boolean hasNode =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "node")));
    assumeTrue(hasNode, "there is no `node` on the path");
    Path program = Files.writeString(folder.resolve("redoubt"), redoubt);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder node = new ProcessBuilder("node", TASK.resolve("task.js").toString());
    Map<String, String> environment = node.environment();
    environment.clear();
    environment.putAll(inputs);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("TF_BUILD", "True");
    environment.put("AGENT_TEMPDIRECTORY", folder.toString());
    environment.put("INPUT_REDOUBT", program.toString());
    return ProgramRun.of(node);
  }

  /// A command that writes this report for the format SARIF, prints its arguments, and ends with a
  /// code.
  private String writing(Path sarif, int code) {
    return """
    #!/bin/sh
    for each in "$@"; do
      printf 'argument <%%s>\\n' "$each"
      case $each in *.sarif) cp '%s' "$each" ;; esac
    done
    exit %d
    """
        .formatted(sarif, code);
  }

  private Path sarif(String... more) throws IOException {
    Path template = Files.writeString(folder.resolve("main.bicep"), BICEP);
    Path sarif = folder.resolve("made.json");
    List<String> arguments = new ArrayList<>(List.of("assess", template.toString()));
    arguments.addAll(List.of("--format", "sarif", "--output", sarif.toString()));
    arguments.addAll(List.of(more));
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Main.run(
        new Terminal(nowhere, nowhere, false, false, Map.of()), arguments.toArray(String[]::new));
    return sarif;
  }

  @Test
  void reportsFindingsAsIssuesWithTheirPlaces() throws IOException, InterruptedException {
    ProgramRun run =
        run(
            writing(sarif("--only", "storage-anonymous-access"), 1),
            Map.of("INPUT_PATHS", "infra\nwith space", "INPUT_FAILON", "critical"));
    assertThat(run.output())
        .contains("argument <infra>\nargument <with space>\n")
        .contains("argument <--fail-on>\nargument <critical>\n")
        .containsPattern(
            "##vso\\[task\\.logissue"
                + " type=(error|warning);sourcepath=[^;]*main\\.bicep;linenumber=6;columnnumber=[0-9]+;code=storage-anonymous-access;\\][^\n"
                + "]*st;a\\]%AZP25")
        .contains("##vso[artifact.upload containerfolder=CodeAnalysisLogs;")
        .contains("##vso[task.setvariable variable=exitCode;isOutput=true;]1\n")
        .endsWith("##vso[task.complete result=Failed;]redoubt assess ended with exit code 1\n");
  }

  @Test
  void acceptedFindingsAreNoIssues() throws IOException, InterruptedException {
    String exemption =
        "// redoubt:exempt storage-anonymous-access until 2099-12-31 by alice: a public data set\n";
    Path template = folder.resolve("main.bicep");
    Path report = folder.resolve("made.json");
    sarif();
    Files.writeString(template, exemption + BICEP);
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Main.run(
        new Terminal(nowhere, nowhere, false, false, Map.of()),
        "assess",
        template.toString(),
        "--only",
        "storage-anonymous-access",
        "--format",
        "sarif",
        "--output",
        report.toString());
    ProgramRun run = run(writing(report, 0), Map.of());
    assertThat(run.output())
        .doesNotContain("##vso[task.logissue type=error")
        .endsWith("##vso[task.complete result=Succeeded;]redoubt assess ended with exit code 0\n");
  }

  @Test
  void runWithoutReportHasFailed() throws IOException, InterruptedException {
    ProgramRun run = run("#!/bin/sh\nexit 0\n", Map.of());
    assertThat(run.output())
        .doesNotContain("artifact.upload")
        .endsWith("##vso[task.complete result=Failed;]no report was written\n");
  }

  @Test
  void everyInputIsDescribedAndRead() throws IOException {
    JsonNode task = JsonMapper.shared().readTree(Files.readString(TASK.resolve("task.json")));
    String script = Files.readString(TASK.resolve("task.js"));
    List<String> described = new ArrayList<>();
    for (JsonNode input : task.path("inputs")) {
      String name = input.path("name").asString();
      described.add(name);
      assertThat(script).containsPattern("(?m)^  " + name + ": 'INPUT_|input\\('" + name + "'");
    }
    assertThat(Pattern.compile("(?m)^  (\\w+): 'INPUT_").matcher(script).results())
        .extracting(match -> match.group(1))
        .isSubsetOf(described);
    for (JsonNode output : task.path("outputVariables")) {
      assertThat(script).contains("variable: '" + output.path("name").asString() + "'");
    }
    assertThat(TASK.resolve(task.at("/execution/Node20_1/target").asString())).isRegularFile();
  }
}
