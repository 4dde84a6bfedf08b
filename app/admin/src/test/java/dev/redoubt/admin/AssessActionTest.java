package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  @Test
  void problemMatcherReadsAnnotations() throws IOException {
    JsonNode matcher =
        JsonMapper.shared()
            .readTree(
                Files.readAllLines(INTEGRATIONS.resolve("vscode/tasks.json")).stream()
                    .filter(line -> !line.strip().startsWith("//"))
                    .collect(Collectors.joining("\n")))
            .at("/tasks/0/problemMatcher/pattern");
    Matcher line =
        Pattern.compile(matcher.path("regexp").asString())
            .matcher(
                "::warning file=infra/main.bicep,line=7,endLine=7,col=3,endColumn=9,"
                    + "title=Storage, open::message with ::colons");
    assertThat(line.matches()).isTrue();
    assertThat(line.group(matcher.path("file").asInt())).isEqualTo("infra/main.bicep");
    assertThat(line.group(matcher.path("line").asInt())).isEqualTo("7");
    assertThat(line.group(matcher.path("column").asInt())).isEqualTo("3");
    assertThat(line.group(matcher.path("message").asInt())).isEqualTo("message with ::colons");
  }
}
