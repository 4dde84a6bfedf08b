package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.BicepExpression.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// The kinds of tokens of the Bicep language. Keywords are contextual and have the kind IDENTIFIER;
/// only `true`, `false` and `null` are reserved.
public enum TokenKind {
  END_OF_FILE,
  /// One or more line ends, with the blanks and comments between and after them.
  NEW_LINE,
  IDENTIFIER,
  INTEGER,
  TRUE,
  FALSE,
  NULL,
  /// A string without interpolation.
  STRING,
  /// The start of an interpolated string, up to the first interpolated expression.
  STRING_LEFT,
  /// The segment between two interpolated expressions.
  STRING_MIDDLE,
  /// The segment after the last interpolated expression. Each [#STRING_LEFT] has one, also in
  /// invalid text.
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
  /// An unrecognized character, which has been reported.
  UNKNOWN;

  /// The binary operator, or null.
  final @Nullable BinaryOperator operator;

  /// The precedence of the operator, all left-associative; 0 for tokens that are not operators.
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
