package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.ParserState.Mistake;

/// Reads whole numbers: decimal digits, of 64 bits with a sign.
final class IntegerLiterals {

  /// The digits of the least number, whose positive counterpart there is not.
  private static final String LEAST = "9223372036854775808";

  private static final int MOST_DIGITS = LEAST.length();

  private IntegerLiterals() {}

  /// Whether the token is the number that is valid behind a minus alone.
  static boolean isLeast(Lexer tokens) {
    return tokens.kind == TokenKind.INTEGER
        && tokens.position - tokens.start == MOST_DIGITS
        && tokens.startsWith(LEAST, tokens.start);
  }

  /// The value of the token, and moves on.
  static long read(ParserState parsing) throws Mistake {
    Lexer tokens = parsing.tokens;
    long value = 0;
    for (int i = tokens.start; i < tokens.position; i++) {
      int digit = tokens.text[i] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw parsing.mistake(
            "a whole number is between -%s and %d".formatted(LEAST, Long.MAX_VALUE),
            parsing.here());
      }
      value = value * 10 + digit;
    }
    tokens.advance();
    return value;
  }
}
