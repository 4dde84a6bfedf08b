package dev.redoubt.scan.internal.pickle;

/// The point where Python's unpickler gives up: what comes after it is not run.
final class BrokenPickle extends Exception {

  private static final long serialVersionUID = 1;

  /// @param message why, for a person
  BrokenPickle(String message) {
    super(message, null, false, false);
  }
}
