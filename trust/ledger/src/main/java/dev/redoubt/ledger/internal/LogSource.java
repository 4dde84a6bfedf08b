package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.LedgerException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads files of a log by paths relative to the log. Thread-safe.
public interface LogSource {

  /// Reads a file.
  ///
  /// @param limit if the file is longer, one byte more than this is returned
  /// @return null if the file does not exist
  byte @Nullable [] read(String path, int limit) throws LedgerException;

  /// Opens a file for streaming.
  ///
  /// @return null if the file does not exist
  @Nullable InputStream open(String path) throws LedgerException;

  /// The folder or URL of the log, for messages.
  String location();
}
