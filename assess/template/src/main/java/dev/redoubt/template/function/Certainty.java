package dev.redoubt.template.function;

/// What can be said of a question about values that are known in part.
public enum Certainty {
  YES,
  NO,
  UNKNOWN;

  public static Certainty of(boolean truth) {
    return truth ? YES : NO;
  }

  /// Kleene's and.
  public Certainty and(Certainty other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES && other == YES ? YES : UNKNOWN;
  }

  /// Kleene's or.
  public Certainty or(Certainty other) {
    if (this == YES || other == YES) {
      return YES;
    }
    return this == NO && other == NO ? NO : UNKNOWN;
  }
}
