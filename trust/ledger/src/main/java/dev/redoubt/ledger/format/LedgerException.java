package dev.redoubt.ledger.format;

import java.io.IOException;

/// Thrown when a ledger cannot be read or written. The message is for the user: what is wrong,
/// where, and what to do.
public final class LedgerException extends IOException {

  private static final long serialVersionUID = 1;

  /// @param message for the user
  public LedgerException(String message) {
    super(message);
  }

  /// @param message for the user
  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }

  /// The message; never null.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
