package dev.redoubt.template.function;

/// A three-valued answer about partially known values: yes, no or unknown.
public enum ThreeValuedAnswer {
  YES,
  NO,
  UNKNOWN;

  public static ThreeValuedAnswer of(boolean truth) {
    return truth ? YES : NO;
  }

  /// Conjunction in Kleene logic.
  public ThreeValuedAnswer and(ThreeValuedAnswer other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES && other == YES ? YES : UNKNOWN;
  }

  /// Disjunction in Kleene logic.
  public ThreeValuedAnswer or(ThreeValuedAnswer other) {
    if (this == YES || other == YES) {
      return YES;
    }
    return this == NO && other == NO ? NO : UNKNOWN;
  }
}
