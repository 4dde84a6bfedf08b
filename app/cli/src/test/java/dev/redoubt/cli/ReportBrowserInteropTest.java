package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.ProgramRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reports and the pictures of the samples in headless Chromium, with the same checks as the
/// examples of the report's own module: real names and expressions are longer than those.
@Tag("interop")
class ReportBrowserInteropTest {

  private static final Path ROOT = Path.of(System.getProperty("redoubt.root", "../.."));
  private static final Path MODULES =
      Path.of(System.getProperty("redoubt.interop", "target/interop"), "node/node_modules");

  @TempDir private Path folder;

  @Test
  void browserFindsNoFaultInTheReportsOfTheSamples() throws IOException, InterruptedException {
    for (String module : List.of("axe-core", "puppeteer-core")) {
      Assumptions.assumeTrue(
          Files.isDirectory(MODULES.resolve(module)),
          "skipped: no " + module + "; `build/interop.sh` prepares it");
    }
    String node = program("node");
    String chromium = program("chromium", "chromium-browser", "google-chrome");
    for (String sample : List.of("weak", "hardened")) {
      Path workload = ROOT.resolve("samples/credit-scoring").resolve(sample);
      write("assess", workload, sample + ".html");
      write("diagram", workload, sample + "-diagram.html");
    }
    ProgramRun run =
        ProgramRun.of(
            List.of(
                node,
                ROOT.resolve("assess/report-html/src/test/browser/check.mjs").toString(),
                MODULES.toAbsolutePath().toString(),
                chromium,
                folder.toString()));
    assertThat(run.output()).isEqualTo("done\n");
    assertThat(run.code()).isZero();
  }

  private void write(String command, Path workload, String name) throws IOException {
    Path report = folder.resolve(name);
    CommandRun run =
        CommandRun.of(
            command, workload.toString(), "--format", "html", "--output", report.toString());
    assertThat(report).as(run.err()).isNotEmptyFile();
  }

  /// The first of these programs on the path; the test skips, and says so, without one.
  private static String program(String... names) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    for (String name : names) {
      List<Path> found =
          Stream.of(path.split(File.pathSeparator, -1))
              .map(each -> Path.of(each, name))
              .filter(Files::isExecutable)
              .toList();
      if (!found.isEmpty()) {
        return found.getFirst().toString();
      }
    }
    Assumptions.abort("skipped: no `" + names[0] + "` on the path");
    return "";
  }
}
