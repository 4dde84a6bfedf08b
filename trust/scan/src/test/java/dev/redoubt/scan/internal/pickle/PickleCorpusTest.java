package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.scan.ScanVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Scans public fixtures: `./mvnw verify -Dredoubt.tests=corpus -Dredoubt.corpus=DIR`, where DIR
/// contains clones of picklescan and modelaudit in folders of these names.
@Tag("corpus")
class PickleCorpusTest {

  /// It imports and calls nothing, whatever its words suggest, or it contains a custom class and
  /// tests its license.
  private static final List<String> NEITHER = List.of("simple_nested.pkl", "agpl_model.pkl");

  @Test
  void flagsWhatIsMaliciousAndNothingElse() throws IOException {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (Path file : files()) {
      String name = file.getFileName().toString();
      if (NEITHER.contains(name)) {
        continue;
      }
      boolean harmless = name.startsWith("benign") || name.startsWith("safe_") || isPlain(file);
      ScanVerdict verdict = PickleScan.of(Files.readAllBytes(file)).verdict();
      if (harmless != (verdict == ScanVerdict.CLEAN)) {
        wrong.add(verdict + " " + name);
      }
      count++;
    }
    assertThat(count).isGreaterThan(100);
    assertThat(wrong).isEmpty();
  }

  private static boolean isPlain(Path file) {
    return file.toString().contains("license_scenarios");
  }

  private static List<Path> files() throws IOException {
    String corpus = System.getProperty("redoubt.corpus", System.getenv("REDOUBT_CORPUS"));
    assumeTrue(corpus != null, "skipped: no -Dredoubt.corpus=DIR with public fixtures");
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("picklescan/tests", "modelaudit/tests/assets")) {
      Path path = Path.of(corpus, folder);
      assumeTrue(Files.isDirectory(path), "skipped: no " + path);
      try (Stream<Path> all = Files.walk(path)) {
        all.filter(file -> file.toString().matches(".*\\.(pkl|pickle)"))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }
}
