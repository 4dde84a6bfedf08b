package dev.redoubt.template.function;

/// What can be said of a question about values that are known in part.
public enum PartialAnswer {
  YES,
  NO,
  UNKNOWN;

  public static PartialAnswer of(boolean truth) {
    return truth ? YES : NO;
  }

  /// Kleene's and.
  public PartialAnswer and(PartialAnswer other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES && other == YES ? YES : UNKNOWN;
  }

  /// Kleene's or.
  public PartialAnswer or(PartialAnswer other) {
    if (this == YES || other == YES) {
      return YES;
    }
    return this == NO && other == NO ? NO : UNKNOWN;
  }
}
