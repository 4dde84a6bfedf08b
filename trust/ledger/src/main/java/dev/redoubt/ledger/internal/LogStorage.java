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
  /// @param limit of a file that is longer, one byte more than this is returned
  /// @return null where there is no such file
  byte @Nullable [] read(String path, int limit) throws IOException;

  /// Writes a file and the folders that it needs, in place of what is there. Until [#sync()], after
  /// a crash any of it may be there, or none, or something else of that length.
  void write(String path, byte[] content) throws IOException;

  /// Makes all that was written before survive a crash: contents, names and folders.
  void sync() throws IOException;

  /// Gives a file another's name, all or nothing. Survives a crash when it returns.
  void replace(String from, String to) throws IOException;

  /// Deletes a folder with its files, if there is one; whether that survives a crash does not
  /// matter.
  void discard(String folder) throws IOException;

  @Override
  void close() throws IOException;
}
