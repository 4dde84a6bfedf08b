package dev.redoubt.artifacts.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// What was made, renamed or removed in a folder, and has to survive a crash of the machine.
final class DirectorySync {

  private DirectorySync() {}

  static void flush(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (AccessDeniedException windows) {
      // Windows does not open folders; it writes their entries by itself.
      return;
    }
  }
}
