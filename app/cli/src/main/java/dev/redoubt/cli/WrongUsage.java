package dev.redoubt.cli;

/// Ends a command whose options contradict each other or name what is not there.
final class WrongUsage extends RuntimeException {

  private static final long serialVersionUID = 1;

  WrongUsage(String message) {
    super(message, null, false, false);
  }
}
