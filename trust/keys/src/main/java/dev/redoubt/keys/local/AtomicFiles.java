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

/// Writes files so that a crash leaves either the old or the new file, and deletes files after
/// overwriting their blocks.
///
/// Overwriting reaches the blocks only of a disk that writes in place. Copy-on-write file systems,
/// flash disks and backups may keep old data. Key material is encrypted in any case.
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
