package dev.redoubt.scan.internal.pickle;

/// The point where Python's unpickler gives up: what comes after it is not run.
final class BrokenPickle extends Exception {

  private static final long serialVersionUID = 1;

  private final String reason;

  BrokenPickle(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /// Why, for a person.
  String reason() {
    return reason;
  }
}
