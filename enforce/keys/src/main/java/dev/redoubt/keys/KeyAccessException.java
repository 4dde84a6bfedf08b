package dev.redoubt.keys;

import java.io.IOException;

/// A key cannot be used: it is disabled or destroyed, its provider is out of reach or refuses.
///
/// The message is for the user; it holds no secret.
public class KeyAccessException extends IOException {

  private static final long serialVersionUID = 1;

  /// @param message what is wrong with which key, and what to do
  public KeyAccessException(String message) {
    super(message);
  }

  /// @param message what is wrong with which key, and what to do
  public KeyAccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
