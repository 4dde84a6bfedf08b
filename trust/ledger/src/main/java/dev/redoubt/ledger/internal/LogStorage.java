package dev.redoubt.ledger.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The file system operations of the log writer, kept to a minimum so that tests can interrupt it
/// between any two bytes. Paths are relative to the log, with `/` as the separator.
///
/// Used by one thread at a time.
public interface LogStorage extends AutoCloseable {

  /// Reads a file.
  ///
  /// @param limit if the file is longer, one byte more than this is returned
  /// @return null if the file does not exist
  byte @Nullable [] read(String path, int limit) throws IOException;

  /// Writes a file, replacing an existing one, and creates missing folders. Until [#sync()], a
  /// crash may leave all of it, a part, or other content of the same length.
  void write(String path, byte[] content) throws IOException;

  /// Flushes everything that was written before: contents, names and folders.
  void sync() throws IOException;

  /// Renames a file atomically, replacing the target. On return, this survives a crash.
  void replace(String from, String to) throws IOException;

  /// Deletes a folder with its files, if it exists. This need not survive a crash.
  void discard(String folder) throws IOException;

  @Override
  void close() throws IOException;
}
