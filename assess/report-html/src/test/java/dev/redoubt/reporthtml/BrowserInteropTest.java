package dev.redoubt.reporthtml;

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

/// Every example in headless Chromium: axe-core finds nothing in light, in dark, on a phone and
/// filtered; the page runs under its own policy and loads nothing; every filter shows what it
/// counts, and its address shows the same again.
@Tag("interop")
class BrowserInteropTest {

  private static final Path MODULES =
      Path.of(System.getProperty("redoubt.interop", "target/interop"), "node/node_modules");

  @TempDir private Path folder;

  @Test
  void browserFindsNoFault() throws IOException, InterruptedException {
    Path script =
        Path.of(
            System.getProperty("redoubt.root"), "assess/report-html/src/test/browser/check.mjs");
    for (String module : List.of("axe-core", "puppeteer-core")) {
      Assumptions.assumeTrue(
          Files.isDirectory(MODULES.resolve(module)),
          "skipped: no " + module + "; `build/interop.sh` prepares it");
    }
    String chromium = program("chromium", "chromium-browser", "google-chrome");
    ReportExamples.writeTo(folder);
    ProgramRun run =
        ProgramRun.of(
            List.of(
                program("node"),
                script.toString(),
                MODULES.toAbsolutePath().toString(),
                chromium,
                folder.toString()));
    assertThat(run.output()).isEqualTo("done\n");
    assertThat(run.code()).isZero();
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
