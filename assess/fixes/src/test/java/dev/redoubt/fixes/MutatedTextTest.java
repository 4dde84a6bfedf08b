package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fixes of texts that were changed at random: nothing throws, and a file without errors has none
/// after all fixes.
class MutatedTextTest {

  private static final Path ROOT =
      Path.of(System.getProperty("redoubt.root", "../..")).toAbsolutePath().normalize();

  private static final int MUTANTS = 150;

  private static final String[] PIECES = {
    "{", "}", "[", "]", "'", "${", ":", ",", "\n", "if (x) ", "// c", " ", "\r\n", "?", "...tags"
  };

  @TempDir private Path folder;

  @Test
  void ofBicepKeepFilesValid() throws IOException {
    assertValid(
        ROOT.resolve("assess/fixes/src/test/resources/newcomer/modules/web.bicep"), "main.bicep");
  }

  @Test
  void ofBicepWithLoopsAndSpreadsKeepFilesValid() throws IOException {
    assertValid(
        ROOT.resolve("assess/fixes/src/test/resources/newcomer-modules/modules/lab.bicep"),
        "main.bicep");
  }

  @Test
  void ofJsonWithCopiesKeepFilesValid() throws IOException {
    assertValid(
        ROOT.resolve("assess/fixes/src/test/resources/newcomer-arm/azuredeploy.json"), "main.json");
  }

  @Test
  void ofJsonKeepFilesValid() throws IOException {
    assertValid(
        ROOT.resolve(
            "assess/controls/src/main/resources/dev/redoubt/controls/container-app-secrets/fail.json"),
        "main.json");
  }

  private void assertValid(Path original, String name) throws IOException {
    String text = Files.readString(original);
    Random random = new Random(11);
    int valid = 0;
    for (int i = 0; i < MUTANTS; i++) {
      String mutant = mutant(text, random);
      Files.writeString(folder.resolve(name), mutant);
      FixedFolder fixed = new FixedFolder(folder);
      Assessment before = fixed.assessIfReadable();
      if (before == null || !FixedFolder.errors(before).isEmpty()) {
        continue;
      }
      valid++;
      fixed.apply(before);
      assertThat(FixedFolder.errors(fixed.assess())).as(mutant).isEmpty();
    }
    assertThat(valid).isGreaterThan(MUTANTS / 25);
  }

  private static String mutant(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(changed.length());
      if (random.nextBoolean()) {
        changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(20)));
      } else {
        changed.insert(at, PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return changed.toString();
  }
}
