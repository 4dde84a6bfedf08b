package dev.redoubt.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;

/// Whole outputs, and what others rely on, kept as texts in `src/test/resources/golden` of a
/// module. `-Dredoubt.golden.update=true` writes them anew.
///
/// No name of a Java package, a class or a module is in them: those may change.
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

  /// Compares lines, whose order and number do not count.
  public static void check(String name, Collection<String> lines) throws IOException {
    check(name, String.join("\n", new TreeSet<>(lines)) + "\n");
  }
}
