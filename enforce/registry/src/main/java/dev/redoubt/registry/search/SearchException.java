package dev.redoubt.registry.search;

/// Thrown when a filter or an order is invalid, with a message for its author.
public final class SearchException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;

  SearchException(String message, int offset) {
    super(message + ", at character " + (offset + 1));
    this.offset = offset;
  }

  /// Returns the position of the error, in UTF-16 units from the start.
  public int offset() {
    return offset;
  }
}
