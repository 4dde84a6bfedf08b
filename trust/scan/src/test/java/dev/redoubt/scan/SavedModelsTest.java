package dev.redoubt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.engine.ModelScanner;
import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scans models that the libraries save during the test: every ordinary one must be clean, and no
/// other one may be. `build/interop.sh --all` prepares the libraries.
@Tag("interop")
class SavedModelsTest {

  private static final Path PYTHON =
      Path.of(System.getProperty("redoubt.interop", "target/interop"), "python/bin/python");

  private static final Path PROGRAM =
      Path.of(
          System.getProperty("redoubt.root", "."), "trust/scan/src/test/interop/save_models.py");

  @TempDir private Path folder = Path.of("");

  @Test
  void distinguishesOrdinaryModelsFromModelsThatAct() throws IOException, InterruptedException {
    if (!Files.isExecutable(PYTHON)) {
      Assumptions.abort(
          "skipped: no Python with the libraries in `"
              + PYTHON
              + "`; run `build/interop.sh --all`");
    }
    ProgramRun.of(List.of(PYTHON.toString(), PROGRAM.toString(), folder.resolve("m").toString()))
        .succeeds();

    assertThat(scan("clean"))
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(file.verdict()).as(file.toString()).isEqualTo(ScanVerdict.CLEAN));
    assertThat(scan("flagged"))
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(file.verdict()).as(file.toString()).isNotEqualTo(ScanVerdict.CLEAN));
  }

  private List<ScannedFile> scan(String name) {
    return ModelScanner.of(ScanOptions.withDefaults(folder.resolve("scratch")))
        .scan(List.of(folder.resolve("m").resolve(name)))
        .files();
  }
}
