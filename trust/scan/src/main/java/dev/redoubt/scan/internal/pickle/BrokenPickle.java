package dev.redoubt.scan.internal.pickle;

/// The point where reading ends: Python's unpickler gives up, and what comes after it is not run;
/// or a bound of ours is exceeded, and what comes after it is not known.
final class BrokenPickle extends Exception {

  private static final long serialVersionUID = 1;

  private final PickleRule rule;
  private final String reason;

  /// Where Python fails.
  BrokenPickle(String reason) {
    this(PickleRule.BROKEN, reason);
  }

  private BrokenPickle(PickleRule rule, String reason) {
    super(reason, null, false, false);
    this.rule = rule;
    this.reason = reason;
  }

  /// Where Python would go on, and we do not.
  static BrokenPickle limit(String reason) {
    return new BrokenPickle(PickleRule.LIMIT, reason);
  }

  /// [PickleRule#BROKEN] or [PickleRule#LIMIT].
  PickleRule rule() {
    return rule;
  }

  /// Why, for a person.
  String reason() {
    return reason;
  }
}
