package dev.redoubt.keys.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// Flushes directories to disk.
public final class DirectorySync {

  private DirectorySync() {}

  /// Flushes a directory, so that created, renamed and removed names in it survive a crash of the
  /// machine.
  public static void flush(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (AccessDeniedException windows) {
      // Windows does not open folders; it writes their entries by itself.
      return;
    }
  }
}
