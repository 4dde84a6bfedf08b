package dev.redoubt.controls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The folders of the catalog in the repository.
final class ControlFolders {

  static final Path ROOT = Path.of(System.getProperty("redoubt.root", "../.."));
  static final Path CATALOG =
      ROOT.resolve("assess/controls/src/main/resources/dev/redoubt/controls");

  private ControlFolders() {}

  static List<String> names() {
    try (Stream<Path> entries = Files.list(CATALOG)) {
      return entries
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String id, String file) {
    try {
      return Files.readString(CATALOG.resolve(id).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
