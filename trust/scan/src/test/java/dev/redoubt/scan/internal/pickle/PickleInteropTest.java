package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares the pickle machine with CPython's, and the allow lists with what the libraries save.
@Tag("interop")
class PickleInteropTest {

  @TempDir private Path folder;

  @Test
  void seesEveryImportThatPythonMakes() throws IOException, InterruptedException {
    python("pickled_programs.py", "20261124", "3000");
    int imports = 0;
    List<String> missed = new ArrayList<>();
    for (Path pickle : files(".pkl")) {
      PickleScan scan = PickleScan.of(Files.readAllBytes(pickle));
      String name = pickle.toString().replaceFirst("pkl$", "imports");
      for (String imported : Files.readString(Path.of(name)).lines().toList()) {
        imports++;
        boolean plain =
            imported.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '`' && c != '\\');
        if (scan.verdict() == ScanVerdict.CLEAN
            || (plain
                && scan.found().stream()
                    .noneMatch(found -> found.message().contains("`" + imported + "`")))) {
          missed.add(pickle.getFileName() + " " + imported);
        }
      }
    }
    assertThat(imports).isGreaterThan(3000);
    assertThat(missed).isEmpty();
  }

  @Test
  void passesWhatTheLibrariesSave() throws IOException, InterruptedException {
    python("pickled_models.py");
    List<String> alarms = new ArrayList<>();
    List<Path> models = Stream.concat(files(".pkl").stream(), files(".joblib").stream()).toList();
    for (Path model : models) {
      byte[] bytes = Files.readAllBytes(model);
      PickleScan scan = PickleScan.of(bytes);
      if (scan.verdict() != ScanVerdict.CLEAN
          || !PickleScan.scanned(bytes, EnumSet.allOf(ModelFlavour.class))
              .formats()
              .contains(FileFormat.PICKLE)) {
        alarms.add(model.getFileName() + " " + scan.found());
      }
    }
    assertThat(models).hasSizeGreaterThan(100);
    assertThat(alarms).isEmpty();
  }

  private List<Path> files(String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private void python(String program, String... arguments)
      throws IOException, InterruptedException {
    String tools = System.getProperty("redoubt.interop", "");
    Path python = Path.of(tools, "python", "bin", "python");
    if (tools.isEmpty() || !Files.isExecutable(python)) {
      Assumptions.abort(
          "skipped: no Python in -Dredoubt.interop=DIR; build/interop.sh DIR prepares it");
    }
    List<String> command = new ArrayList<>();
    command.add(python.toAbsolutePath().toString());
    command.add(Path.of("src", "test", "interop", program).toAbsolutePath().toString());
    command.add(folder.toString());
    command.addAll(List.of(arguments));
    ProgramRun.of(command).succeeds();
  }
}
