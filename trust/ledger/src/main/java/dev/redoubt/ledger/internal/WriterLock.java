package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.LedgerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Allows one process at a time to write. The operating system releases the lock when a process
/// ends, even if it is killed.
public final class WriterLock implements AutoCloseable {

  /// The largest part of the owner information that is read.
  private static final int MAX_WORDS = 200;

  private final FileChannel channel;

  private WriterLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Acquires the lock of a log, or fails with a message that names its holder.
  ///
  /// @param folder of the log, which exists
  /// @param openness of the folder
  public static WriterLock take(Path folder, FilePermissionMode openness) throws IOException {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              folder.resolve(LogPaths.LOCK),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              openness.files());
    } catch (IOException e) {
      throw new LedgerException(
          "`%s` cannot be written: %s".formatted(folder, IoErrorMessages.words(e)), e);
    }
    if (lock(channel) == null) {
      String owner = words(channel);
      channel.close();
      throw new LedgerException(
          "`%s` is locked by %s; only one process can write at a time"
              .formatted(folder, owner.isEmpty() ? "another process" : owner));
    }
    String words = "process %d since %s%n".formatted(ProcessHandle.current().pid(), Instant.now());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
    return new WriterLock(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    } catch (IOException e) {
      channel.close();
      throw new LedgerException(
          "the file system does not support file locks, so nothing is written: "
              + IoErrorMessages.words(e),
          e);
    }
  }

  private static String words(FileChannel channel) throws IOException {
    ByteBuffer words = ByteBuffer.allocate(MAX_WORDS);
    channel.read(words, 0);
    String text = new String(words.array(), 0, words.position(), StandardCharsets.UTF_8);
    return text.replaceAll("[^ -~]", "");
  }

  /// Releases the lock.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
