package dev.redoubt.registry.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// A database without content, made once: running all migrations takes longer than most tests.
final class EmptySqlite {

  /// Made when it is first asked for, by opening a file that is not there, and closing it.
  private static final class Holder {
    static final byte[] CONTENT = make();

    private static byte[] make() {
      try {
        Path folder = Files.createTempDirectory("empty");
        Path file = folder.resolve("registry.db");
        SqliteDatabase.open(file).close();
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        Files.delete(folder);
        return content;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  private EmptySqlite() {}

  static void copyTo(Path file) {
    try {
      Files.write(file, Holder.CONTENT);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
