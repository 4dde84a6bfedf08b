package dev.redoubt.cli.console;

/// Ends a command whose options contradict each other or name what is not there.
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param message what is wrong, and what to do
  public UsageException(String message) {
    super(message, null, false, false);
  }
}
