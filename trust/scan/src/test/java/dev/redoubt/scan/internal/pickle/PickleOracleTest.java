package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares the verdict with CPython and the real libraries: clean pickles are loaded there and
/// observed. Programs are generated at random from the allow lists.
///
/// `redoubt.oracle.seed` sets the seed; `redoubt.oracle.programs` or `redoubt.oracle.minutes` sets
/// the number of programs. The report is written to `target/oracle-report.json`.
@Tag("interop")
class PickleOracleTest {

  private static final String PROGRAMS = "6000";

  /// From this duration on, every entry of the lists must occur in the minimum number of loaded
  /// programs.
  private static final double COVERING_MINUTES = 60;

  private static final long COVERED = 1000;

  @TempDir private Path folder;

  @Test
  void findsNoCleanProgramThatActsWhenLoaded() throws IOException, InterruptedException {
    double minutes = Double.parseDouble(System.getProperty("redoubt.oracle.minutes", "0"));
    OracleProcess.Outcome outcome;
    try {
      outcome = oracle(minutes).run();
    } catch (OracleProcess.MissingLibrary e) {
      Assumptions.abort("skipped: " + e.getMessage() + "; build/interop.sh DIR prepares it");
      return;
    }
    Files.writeString(Path.of("target", "oracle-report.json"), outcome.report());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.clean()).isPositive();
    assertThat(outcome.loaded() * 2)
        .as("at least half of the clean ones load")
        .isGreaterThan(outcome.clean());
    if (minutes >= COVERING_MINUTES) {
      assertThat(outcome.least())
          .as("loaded programs with the rarest entry")
          .isGreaterThanOrEqualTo(COVERED);
    }
  }

  private OracleProcess oracle(double minutes) throws IOException, InterruptedException {
    String tools = System.getProperty("redoubt.interop", "");
    Path python = Path.of(tools, "python", "bin", "python").toAbsolutePath();
    if (tools.isEmpty() || !Files.isExecutable(python)) {
      Assumptions.abort(
          "skipped: no Python in -Dredoubt.interop=DIR; build/interop.sh DIR prepares it");
    }
    Path program = Path.of("src", "test", "interop", "oracle", "run.py").toAbsolutePath();
    Path lists =
        Path.of(
                "src",
                "main",
                "resources",
                "dev",
                "redoubt",
                "scan",
                "internal",
                "pickle",
                "allowed")
            .toAbsolutePath();
    List<String> arguments = new ArrayList<>(List.of("--lists", lists.toString()));
    arguments.addAll(List.of("--seed", System.getProperty("redoubt.oracle.seed", "20261126")));
    if (minutes > 0) {
      arguments.addAll(List.of("--minutes", Double.toString(minutes)));
    } else {
      arguments.addAll(
          List.of("--programs", System.getProperty("redoubt.oracle.programs", PROGRAMS)));
    }
    Path module =
        Objects.requireNonNull(Objects.requireNonNull(program.getParent()).getParent()).getParent();
    List<Path> readable =
        List.of(Path.of(tools).toAbsolutePath(), Objects.requireNonNull(module), lists);
    List<String> command = OracleProcess.confined(python, program, readable, arguments);
    mustConfine();
    return new OracleProcess(command, folder.resolve("oracle.log"));
  }

  /// Programs are loaded only in a sandbox.
  private void mustConfine() throws InterruptedException {
    try {
      Process tried =
          new ProcessBuilder("bwrap", "--ro-bind", "/", "/", "--unshare-all", "true")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("bwrap.log").toFile())
              .start();
      if (!tried.waitFor(1, TimeUnit.MINUTES) || tried.exitValue() != 0) {
        Assumptions.abort(
            "skipped: bubblewrap cannot confine a process here: "
                + Files.readString(folder.resolve("bwrap.log")).strip());
      }
    } catch (IOException e) {
      Assumptions.abort(
          "skipped: no bubblewrap (`bwrap`) on the path; build/interop.sh installs it");
    }
  }
}
