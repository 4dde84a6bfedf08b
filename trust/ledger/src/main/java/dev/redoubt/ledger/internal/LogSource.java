package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.LedgerException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads files of a log by paths relative to the log. Thread-safe.
public interface LogSource {

  /// Reads a file.
  ///
  /// @param limit of a file that is longer, one byte more than this is returned
  /// @return null where there is no such file
  byte @Nullable [] read(String path, int limit) throws LedgerException;

  /// Opens a file to read it as it comes.
  ///
  /// @return null where there is no such file
  @Nullable InputStream open(String path) throws LedgerException;

  /// The log as messages name it.
  String place();
}
