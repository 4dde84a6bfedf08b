package dev.redoubt.artifacts.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// Flushes a directory, so that created, renamed and deleted entries survive a crash of the
/// machine.
final class DirectorySync {

  private DirectorySync() {}

  static void flush(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (AccessDeniedException windows) {
      // Windows cannot open directories; it flushes their entries by itself.
      return;
    }
  }
}
