package dev.redoubt.cli.console;

/// Thrown when arguments contradict each other or name something that does not exist.
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param message what is wrong, and what to do
  public UsageException(String message) {
    super(message, null, false, false);
  }
}
