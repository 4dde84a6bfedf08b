package dev.redoubt.store.testing;

import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Empty databases, each created once: running all migrations takes longer than most tests.
public final class EmptySqlite {

  private static final ConcurrentMap<SchemaMigrations, byte[]> CONTENTS = new ConcurrentHashMap<>();

  private EmptySqlite() {}

  /// Created on first use, by opening a file that does not exist and closing it.
  private static byte[] make(SchemaMigrations migrations) {
    try {
      Path folder = Files.createTempDirectory("empty");
      Path file = folder.resolve("registry.db");
      SqliteDatabase.open(file, migrations).close();
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

  /// Returns the bytes of a database file with all tables and no rows.
  public static byte[] content(SchemaMigrations migrations) {
    return CONTENTS.computeIfAbsent(migrations, EmptySqlite::make).clone();
  }

  static void copyTo(Path file, SchemaMigrations migrations) {
    try {
      Files.write(file, content(migrations));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
