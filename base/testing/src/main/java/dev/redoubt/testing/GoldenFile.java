package dev.redoubt.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;

/// Compares whole outputs with files in `src/test/resources/golden` of a module.
/// `-Dredoubt.golden.update=true` rewrites the files.
///
/// Golden files contain no names of Java packages, classes or modules, because those may change.
public final class GoldenFile {

  /// Tests run in the folder of their module.
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private GoldenFile() {}

  /// Compares a text.
  public static void check(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("redoubt.golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(file).exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  /// Compares lines, ignoring their order and number.
  public static void check(String name, Collection<String> lines) throws IOException {
    check(name, String.join("\n", new TreeSet<>(lines)) + "\n");
  }
}
