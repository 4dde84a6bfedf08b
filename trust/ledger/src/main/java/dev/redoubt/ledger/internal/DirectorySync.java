package dev.redoubt.ledger.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Flushes directories to disk after names in them change.
final class DirectorySync {

  private DirectorySync() {}

  /// The folder of a file that is named by more than the root.
  static Path of(Path file) {
    return Objects.requireNonNull(file.getParent(), "a file is in a folder");
  }

  /// Makes the names in a folder survive a crash.
  static void flush(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
