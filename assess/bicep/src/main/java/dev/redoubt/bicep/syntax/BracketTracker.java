package dev.redoubt.bicep.syntax;

import java.util.Arrays;

/// The brackets that are open, and the strings whose holes are read. Each is known by the token
/// that closes it.
final class BracketTracker {

  private TokenKind[] closers = new TokenKind[16];
  private int[] lines = new int[16];
  private int size;
  private int braces;
  private int squares;
  private int parentheses;
  private int strings;

  /// How many are open.
  int size() {
    return size;
  }

  /// @param line where it stands
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

  /// Closes the innermost.
  void close() {
    size--;
    count(closers[size], -1);
  }

  /// Closes those within the first so many.
  void closeTo(int kept) {
    while (size > kept) {
      close();
    }
  }

  /// Closes those within the innermost that a token closes, and within the first so many.
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

  /// Whether a token closes any of them.
  boolean isOpen(TokenKind closer) {
    return switch (closer) {
      case RIGHT_BRACE -> braces > 0;
      case RIGHT_SQUARE -> squares > 0;
      case RIGHT_PARENTHESIS -> parentheses > 0;
      case STRING_RIGHT -> strings > 0;
      default -> false;
    };
  }

  /// The token that closes the innermost.
  TokenKind closer() {
    return closers[size - 1];
  }

  /// Where the innermost stands.
  int line() {
    return lines[size - 1];
  }

  /// Whether the innermost of the first so many is a brace.
  boolean isBrace(int first) {
    return first > 0 && closers[first - 1] == TokenKind.RIGHT_BRACE;
  }
}
