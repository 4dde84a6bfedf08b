package dev.redoubt.bicep.syntax;

import java.util.Arrays;

/// Tracks the open brackets and interpolated strings, each by its closing token.
final class BracketTracker {

  private TokenKind[] closers = new TokenKind[16];
  private int[] lines = new int[16];
  private int size;
  private int braces;
  private int squares;
  private int parentheses;
  private int strings;

  /// The number of open brackets.
  int size() {
    return size;
  }

  /// @param line the line of the opening bracket
  void open(TokenKind closer, int line) {
    if (size == closers.length) {
      closers = Arrays.copyOf(closers, size * 2);
      lines = Arrays.copyOf(lines, size * 2);
    }
    closers[size] = closer;
    lines[size] = line;
    size++;
    count(closer, 1);
  }

  /// Closes the innermost bracket.
  void close() {
    size--;
    count(closers[size], -1);
  }

  /// Closes the innermost brackets until `kept` are open.
  void closeTo(int kept) {
    while (size > kept) {
      close();
    }
  }

  /// Closes the innermost brackets until one that the token closes is innermost, or `kept` are
  /// open.
  void closeTo(TokenKind closer, int kept) {
    while (size > kept && closers[size - 1] != closer) {
      close();
    }
  }

  private void count(TokenKind closer, int by) {
    switch (closer) {
      case RIGHT_BRACE -> braces += by;
      case RIGHT_SQUARE -> squares += by;
      case RIGHT_PARENTHESIS -> parentheses += by;
      default -> strings += by;
    }
  }

  /// Whether the token closes any open bracket.
  boolean isOpen(TokenKind closer) {
    return switch (closer) {
      case RIGHT_BRACE -> braces > 0;
      case RIGHT_SQUARE -> squares > 0;
      case RIGHT_PARENTHESIS -> parentheses > 0;
      case STRING_RIGHT -> strings > 0;
      default -> false;
    };
  }

  /// The closing token of the innermost bracket.
  TokenKind closer() {
    return closers[size - 1];
  }

  /// The line of the innermost bracket.
  int line() {
    return lines[size - 1];
  }

  /// Whether the innermost of the `first` outermost brackets is a brace.
  boolean isBrace(int first) {
    return first > 0 && closers[first - 1] == TokenKind.RIGHT_BRACE;
  }
}
