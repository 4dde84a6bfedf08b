package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.ParserState.SyntaxException;

/// Parses integer literals: decimal digits, as signed 64-bit integers.
final class IntegerLiterals {

  /// The digits of the smallest 64-bit integer, which has no positive counterpart.
  private static final String LEAST = "9223372036854775808";

  private static final int MOST_DIGITS = LEAST.length();

  private IntegerLiterals() {}

  /// Whether the token is the number that is only valid after a minus.
  static boolean isLeast(Lexer tokens) {
    return tokens.kind == TokenKind.INTEGER
        && tokens.position - tokens.start == MOST_DIGITS
        && tokens.startsWith(LEAST, tokens.start);
  }

  /// Returns the value of the token and advances.
  static long read(ParserState parsing) throws SyntaxException {
    Lexer tokens = parsing.tokens;
    long value = 0;
    for (int i = tokens.start; i < tokens.position; i++) {
      int digit = tokens.text[i] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw parsing.error(
            "expected a valid 64-bit signed integer between -%s and %d"
                .formatted(LEAST, Long.MAX_VALUE),
            parsing.here());
      }
      value = value * 10 + digit;
    }
    tokens.advance();
    return value;
  }
}
