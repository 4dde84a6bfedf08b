package dev.redoubt.server;

import dev.redoubt.keys.OwnerOnly;
import dev.redoubt.store.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// The database of a server without content, made once: running all migrations takes longer than
/// most tests.
public final class EmptyDatabase {

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

  private EmptyDatabase() {}

  /// Puts it where a server that starts in a folder finds it, unless there is one.
  public static void in(Path folder) throws IOException {
    Path file = new DataFolder(folder).database();
    if (Files.notExists(file)) {
      OwnerOnly.createFolders(folder);
      try (FileChannel channel = OwnerOnly.create(file);
          var out = Channels.newOutputStream(channel)) {
        out.write(Holder.CONTENT);
      }
    }
  }
}
