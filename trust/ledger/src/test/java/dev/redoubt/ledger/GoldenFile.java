package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;

/// What others rely on, kept as texts. `-Dredoubt.golden.update=true` writes them anew.
///
/// No name of a Java package, a class or a module is in them: those may change.
final class GoldenFile {

  private static final Path FOLDER =
      Path.of("src", "test", "resources", "dev", "redoubt", "ledger");

  private GoldenFile() {}

  /// Compares lines, whose order and number do not count.
  static void check(String name, Collection<String> lines) throws IOException {
    Path file = FOLDER.resolve(name);
    String actual = String.join("\n", new TreeSet<>(lines)) + "\n";
    if (Boolean.getBoolean("redoubt.golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(file).exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
