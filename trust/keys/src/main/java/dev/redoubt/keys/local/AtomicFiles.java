package dev.redoubt.keys.local;

import dev.redoubt.keys.internal.DirectorySync;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Writes files so that a crash leaves the old or the new one, and removes them so that the blocks
/// they had are overwritten.
///
/// Overwriting reaches the file's blocks on a disk that writes in place; a copy-on-write file
/// system, a flash disk or a backup keeps what it keeps. The material in them is encrypted in any
/// case.
final class AtomicFiles {

  private AtomicFiles() {}

  static void write(Path file, byte[] bytes) throws IOException {
    Path folder = folder(file);
    Path partial = Files.createTempFile(folder, ".", ".partial");
    try {
      try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
        fill(channel, bytes);
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      DirectorySync.flush(folder);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  static void destroy(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      fill(channel, new byte[Math.toIntExact(channel.size())]);
    } catch (NoSuchFileException gone) {
      return;
    }
    Files.delete(file);
    DirectorySync.flush(folder(file));
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  private static void fill(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
  }
}
