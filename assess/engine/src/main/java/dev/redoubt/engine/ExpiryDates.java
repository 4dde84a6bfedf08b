package dev.redoubt.engine;

import java.time.LocalDate;

/// Judges the last days of what accepts a finding.
///
/// @param today the day of the assessment
record ExpiryDates(LocalDate today) {

  /// A decision that is never looked at again is no decision.
  private static final int MAX_YEARS = 2;

  /// Whether a last day is over.
  boolean isExpired(LocalDate expires) {
    return today.isAfter(expires);
  }

  /// Whether a last day is so late that nobody will look at the decision again.
  boolean isTooLate(LocalDate expires) {
    return expires.isAfter(today.plusYears(MAX_YEARS));
  }

  /// What is wrong with a last day that is too late.
  static String tooLate(LocalDate expires) {
    return "its last day, %s, is more than %d years from today; set an earlier one, and decide again then"
        .formatted(expires, MAX_YEARS);
  }
}
