package dev.redoubt.scan.internal.pickle;

/// Ends the interpretation of a pickle: either Python's unpickler fails here and what follows does
/// not run, or a limit is exceeded and what follows is unknown.
final class BrokenPickle extends Exception {

  private static final long serialVersionUID = 1;

  private final PickleRule rule;
  private final String reason;

  /// Python fails here.
  BrokenPickle(String reason) {
    this(PickleRule.BROKEN, reason);
  }

  private BrokenPickle(PickleRule rule, String reason) {
    super(reason, null, false, false);
    this.rule = rule;
    this.reason = reason;
  }

  /// Python would continue here; the scanner does not.
  static BrokenPickle limit(String reason) {
    return new BrokenPickle(PickleRule.LIMIT, reason);
  }

  /// [PickleRule#BROKEN] or [PickleRule#LIMIT].
  PickleRule rule() {
    return rule;
  }

  /// The reason for the report.
  String reason() {
    return reason;
  }
}
