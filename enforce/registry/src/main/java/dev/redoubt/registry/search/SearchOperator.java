package dev.redoubt.registry.search;

/// Comparison operators of search filters.
public enum SearchOperator {
  /// Equal, case-sensitive.
  EQUAL("="),
  /// Present and not equal.
  NOT_EQUAL("!="),
  /// Less.
  LESS("<"),
  /// Less or equal.
  AT_MOST("<="),
  /// Greater.
  GREATER(">"),
  /// Greater or equal.
  AT_LEAST(">="),
  /// Case-sensitive; `%` matches any text, `_` any character.
  LIKE("LIKE"),
  /// As [#LIKE], case-insensitive.
  ILIKE("ILIKE"),
  /// Equal to one item of a list.
  IN("IN"),
  /// Equal to no item of a list.
  NOT_IN("NOT IN"),
  /// Absent.
  IS_NULL("IS NULL"),
  /// Present.
  IS_NOT_NULL("IS NOT NULL");

  private final String text;

  SearchOperator(String text) {
    this.text = text;
  }

  /// Returns the spelling in a filter.
  public String text() {
    return text;
  }

  boolean ordersNumbers() {
    return switch (this) {
      case EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST -> true;
      case LIKE, ILIKE, IN, NOT_IN, IS_NULL, IS_NOT_NULL -> false;
    };
  }

  boolean comparesTexts() {
    return switch (this) {
      case EQUAL, NOT_EQUAL, LIKE, ILIKE -> true;
      case LESS, AT_MOST, GREATER, AT_LEAST, IN, NOT_IN, IS_NULL, IS_NOT_NULL -> false;
    };
  }

  boolean takesList() {
    return this == IN || this == NOT_IN;
  }

  boolean takesNothing() {
    return this == IS_NULL || this == IS_NOT_NULL;
  }
}
