package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.BicepExpression.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// The kinds of tokens of the Bicep language. Keywords are identifiers: which they are depends on
/// where they stand. Only `true`, `false` and `null` are never names.
enum TokenKind {
  END_OF_FILE,
  /// One or more line ends, with the blanks and comments between and after them.
  NEW_LINE,
  IDENTIFIER,
  INTEGER,
  TRUE,
  FALSE,
  NULL,
  /// A whole string.
  STRING,
  /// The start of a string, up to its first hole.
  STRING_LEFT,
  /// What stands between two holes.
  STRING_MIDDLE,
  /// What stands after the last hole. There is one for each [#STRING_LEFT], also in a broken text.
  STRING_RIGHT,
  LEFT_BRACE,
  RIGHT_BRACE,
  LEFT_PARENTHESIS,
  RIGHT_PARENTHESIS,
  LEFT_SQUARE,
  RIGHT_SQUARE,
  AT,
  COMMA,
  DOT,
  ELLIPSIS,
  QUESTION,
  COLON,
  DOUBLE_COLON,
  ASSIGNMENT,
  ARROW,
  PIPE,
  HAT,
  EXCLAMATION,
  ASTERISK(BinaryOperator.TIMES, 7),
  SLASH(BinaryOperator.DIVIDE, 7),
  PERCENT(BinaryOperator.MODULO, 7),
  PLUS(BinaryOperator.PLUS, 6),
  MINUS(BinaryOperator.MINUS, 6),
  LESS(BinaryOperator.LESS, 5),
  LESS_OR_EQUAL(BinaryOperator.LESS_OR_EQUAL, 5),
  GREATER(BinaryOperator.GREATER, 5),
  GREATER_OR_EQUAL(BinaryOperator.GREATER_OR_EQUAL, 5),
  EQUAL(BinaryOperator.EQUAL, 4),
  NOT_EQUAL(BinaryOperator.NOT_EQUAL, 4),
  EQUAL_IGNORING_CASE(BinaryOperator.EQUAL_IGNORING_CASE, 4),
  NOT_EQUAL_IGNORING_CASE(BinaryOperator.NOT_EQUAL_IGNORING_CASE, 4),
  AND(BinaryOperator.AND, 3),
  OR(BinaryOperator.OR, 2),
  COALESCE(BinaryOperator.COALESCE, 1),
  /// A character that begins nothing; it has been reported.
  UNKNOWN;

  /// The operator between two operands, or null.
  final @Nullable BinaryOperator operator;

  /// How tightly the operator binds, all of them to the left; 0 for what is no operator.
  final int precedence;

  TokenKind() {
    this.operator = null;
    this.precedence = 0;
  }

  TokenKind(BinaryOperator operator, int precedence) {
    this.operator = operator;
    this.precedence = precedence;
  }
}
