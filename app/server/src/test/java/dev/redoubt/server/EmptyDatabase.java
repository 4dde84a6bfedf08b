package dev.redoubt.server;

import dev.redoubt.keys.OwnerOnlyFiles;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.store.testing.EmptySqlite;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// The database of a new server.
public final class EmptyDatabase {

  private EmptyDatabase() {}

  /// Puts it where a server that starts in a folder finds it, unless there is one.
  public static void in(Path folder) throws IOException {
    Path file = new DataFolder(folder).database();
    if (Files.notExists(file)) {
      OwnerOnlyFiles.createFolders(folder);
      try (FileChannel channel = OwnerOnlyFiles.create(file);
          var out = Channels.newOutputStream(channel)) {
        out.write(EmptySqlite.content(ServerMigrations.MIGRATIONS));
      }
    }
  }
}
