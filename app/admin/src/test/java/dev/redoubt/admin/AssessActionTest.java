package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.Main;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `integrations/assess/assess.sh` with a `redoubt` that prints its arguments and writes its
/// reports, and the problem matcher of VS Code.
@DisabledOnOs(OS.WINDOWS)
class AssessActionTest {

  private static final Path INTEGRATIONS =
      Path.of(System.getProperty("redoubt.root", "../..")).toAbsolutePath().resolve("integrations");

  private static final String REDOUBT =
      """
      #!/bin/sh
      for each in "$@"; do
        printf 'argument <%s>\\n' "$each"
        case $last in --output) printf '::error::##vso[task.x] text\\n' > "$each" ;; esac
        last=$each
      done
      exit 1
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeRedoubt() throws IOException {
    Path program = Files.writeString(folder.resolve("redoubt"), REDOUBT);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ProgramRun run(Map<String, String> inputs) throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder("/bin/sh", INTEGRATIONS.resolve("assess/assess.sh").toString());
    Map<String, String> environment = new HashMap<>(inputs);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("RUNNER_TEMP", folder.toString());
    environment.put("INPUT_REDOUBT", folder.resolve("redoubt").toString());
    script.environment().clear();
    script.environment().putAll(environment);
    return ProgramRun.of(script);
  }

  @Test
  void passesInputsAsArgumentsAndNeverAsCode() throws IOException, InterruptedException {
    ProgramRun run =
        run(
            Map.of(
                "INPUT_PATHS", "infra\nwith space\n\n  it's $(touch evil) `x` ;\n",
                "INPUT_BASELINE", "base line.json",
                "INPUT_ARGUMENTS", "--only\nstorage-shared-key",
                "GITHUB_ACTIONS", "true"));
    assertThat(run.output())
        .contains(
            """
            argument <--only>
            argument <storage-shared-key>
            argument <infra>
            argument <with space>
            argument <it's $(touch evil) `x` ;>
            """)
        .contains("argument <--baseline>\nargument <base line.json>\n")
        .contains("argument <--format>\nargument <github>\n");
    assertThat(run.code()).as("the exit code of the assessment").isEqualTo(1);
  }

  @Test
  void writesOutputsSummaryAndInertConsoleReport() throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path summary = folder.resolve("summary");
    ProgramRun run =
        run(
            Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_OUTPUT", output.toString(),
                "GITHUB_STEP_SUMMARY", summary.toString()));
    assertThat(run.code()).as("the job fails later, after the upload").isZero();
    assertThat(output)
        .content()
        .isEqualTo("exit-code=1\nsarif=" + folder.resolve("redoubt.sarif") + "\n");
    assertThat(summary).content().contains("text");
    assertThat(run.output()).containsPattern("::stop-commands::(\\S+)\n::error::[^\n]*\n::\\1::\n");
  }

  @Test
  void writesNoCommandOfAzurePipelinesFromTemplate() throws IOException, InterruptedException {
    ProgramRun run =
        run(Map.of("TF_BUILD", "True", "INPUT_SEPARATOR", "|", "INPUT_PATHS", "a|b c"));
    assertThat(run.output())
        .contains("argument <a>\nargument <b c>\n")
        .doesNotContain("argument <github>")
        .doesNotContain("##vso[task.x]")
        .contains("##vso[task.uploadsummary]" + folder.resolve("redoubt-summary.md"));
    assertThat(run.code()).isEqualTo(1);
  }

  private static List<JsonNode> matchers() throws IOException {
    return JsonMapper.shared()
        .readTree(
            Files.readAllLines(INTEGRATIONS.resolve("vscode/tasks.json")).stream()
                .filter(line -> !line.strip().startsWith("//"))
                .collect(Collectors.joining("\n")))
        .at("/tasks/0/problemMatcher")
        .valueStream()
        .toList();
  }

  @Test
  void problemMatchersReadEveryLine() throws IOException {
    List<String> found = new ArrayList<>();
    int all = 0;
    // beside an error, some violations are unknown
    for (String line : Stream.concat(lines("").stream(), lines("!\n").stream()).toList()) {
      if (!line.contains("main.bicep:")) {
        continue;
      }
      all++;
      for (JsonNode matcher : matchers()) {
        JsonNode pattern = matcher.path("pattern");
        Matcher match = Pattern.compile(pattern.path("regexp").asString()).matcher(line);
        if (match.matches()) {
          assertThat(match.group(pattern.path("file").asInt())).endsWith("main.bicep");
          assertThat(match.group(pattern.path("line").asInt())).matches("[1-9][0-9]*");
          assertThat(match.group(pattern.path("column").asInt())).matches("[1-9][0-9]*");
          String message = match.group(pattern.path("message").asInt());
          found.add(matcher.path("severity").asString() + " " + message.split(" ", -1)[0]);
        }
      }
    }
    assertThat(all).as("each line has one matcher").isGreaterThan(50).isEqualTo(found.size());
    assertThat(found)
        .contains(
            "error storage-anonymous-access:",
            "error storage-shared-key:",
            "warning storage-diagnostic-settings:",
            "info required-tags:",
            "warning unknown:",
            "error expected");
  }

  /// What the command prints about storage accounts, more than GitHub annotates.
  ///
  /// @param rest the end of the template
  private List<String> lines(String rest) throws IOException {
    StringBuilder template = new StringBuilder("param tls string\n");
    for (int i = 0; i < 10; i++) {
      template.append(
          """
          resource st%1$d 'Microsoft.Storage/storageAccounts@2023-05-01' = {
            name: 'st%1$d'
            location: 'westeurope'
            kind: 'StorageV2'
            sku: { name: 'Standard_LRS' }
            properties: { allowBlobPublicAccess: true, minimumTlsVersion: tls }
          }
          """
              .formatted(i));
    }
    template.append(rest);
    Files.writeString(folder.resolve("main.bicep"), template);
    StringWriter out = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out), new PrintWriter(new StringWriter()), false, false, Map.of());
    Main.run(terminal, "assess", folder.resolve("main.bicep").toString(), "--lines");
    return out.toString().lines().toList();
  }
}
