package dev.redoubt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.engine.ModelScanner;
import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scans models that the libraries save during the test, ordinary ones and ones that act.
@Tag("interop")
class ModelFormatsInteropTest {

  @TempDir static Path folder;

  private static Path models = Path.of("");

  @BeforeAll
  static void save() throws IOException, InterruptedException {
    Path python = Path.of(System.getProperty("redoubt.interop", ""), "python", "bin", "python");
    if (!Files.isExecutable(python)) {
      Assumptions.abort(
          "skipped: no Python with the libraries; `build/interop.sh --all DIR` prepares one");
    }
    models = folder.resolve("models");
    ProgramRun saved =
        ProgramRun.of(
            List.of(python.toString(), "src/test/interop/model_formats.py", models.toString()));
    String words = saved.output();
    if (words.contains("ModuleNotFoundError")) {
      Assumptions.abort(
          "skipped: a library is missing; `build/interop.sh --all DIR` installs it, `--all` for"
              + " Keras and TensorFlow: "
              + last(words));
    }
    saved.succeeds();
  }

  @Test
  void isClean_forOrdinaryModels() {
    ScanReport report = scan(models.resolve("good"));
    assertThat(report.files()).hasSizeGreaterThan(40);
    assertThat(report.files())
        .allSatisfy(
            file ->
                assertThat(file.detections().stream().map(Detection::message))
                    .as(file.name())
                    .isEmpty());
  }

  @Test
  void flagsEachModelThatActs() {
    ScanReport report = scan(models.resolve("bad"));
    List<String> passed =
        report.files().stream()
            .filter(file -> file.verdict() == ScanVerdict.CLEAN)
            .map(ScannedFile::name)
            .filter(name -> !name.contains("fingerprint") && !name.contains("variables"))
            .toList();
    assertThat(report.files()).hasSizeGreaterThan(20);
    assertThat(passed).isEmpty();
  }

  private static ScanReport scan(Path path) {
    try {
      Path scratch = Files.createTempDirectory(folder, "scratch");
      return ModelScanner.of(ScanOptions.withDefaults(scratch)).scan(List.of(path));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String last(String words) {
    return words.lines().reduce("", (before, after) -> after);
  }
}
