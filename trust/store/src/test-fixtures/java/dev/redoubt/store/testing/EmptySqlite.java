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

/// Databases without content, each made once: running all migrations takes longer than most tests.
public final class EmptySqlite {

  private static final ConcurrentMap<SchemaMigrations, byte[]> CONTENTS = new ConcurrentHashMap<>();

  private EmptySqlite() {}

  /// Made when it is first asked for, by opening a file that is not there, and closing it.
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

  /// The file of a database with all tables and no rows.
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
