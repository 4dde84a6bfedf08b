package dev.redoubt.registry.search;

/// How a search compares.
public enum SearchOperator {
  /// Equal, with case.
  EQUAL("="),
  /// There, and not equal.
  NOT_EQUAL("!="),
  /// Less.
  LESS("<"),
  /// Less or equal.
  AT_MOST("<="),
  /// Greater.
  GREATER(">"),
  /// Greater or equal.
  AT_LEAST(">="),
  /// With case; `%` is any text, `_` any character.
  LIKE("LIKE"),
  /// As [#LIKE], without case.
  ILIKE("ILIKE"),
  /// One of a list.
  IN("IN"),
  /// None of a list.
  NOT_IN("NOT IN"),
  /// Not there.
  IS_NULL("IS NULL"),
  /// There.
  IS_NOT_NULL("IS NOT NULL");

  private final String text;

  SearchOperator(String text) {
    this.text = text;
  }

  /// As it is written in a filter.
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
