package dev.redoubt.registry.search;

/// Says what is wrong with a filter or an order, in words for whoever wrote it.
public final class SearchException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;

  SearchException(String message, int offset) {
    super(message + ", at character " + (offset + 1));
    this.offset = offset;
  }

  /// Where, in UTF-16 units from the start.
  public int offset() {
    return offset;
  }
}
