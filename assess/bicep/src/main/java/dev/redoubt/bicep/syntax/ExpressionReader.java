package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.BicepExpression.Binary;
import dev.redoubt.bicep.syntax.BicepExpression.BinaryOperator;
import dev.redoubt.bicep.syntax.BicepExpression.BooleanLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Call;
import dev.redoubt.bicep.syntax.BicepExpression.ElementAccess;
import dev.redoubt.bicep.syntax.BicepExpression.InstanceCall;
import dev.redoubt.bicep.syntax.BicepExpression.IntegerLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Missing;
import dev.redoubt.bicep.syntax.BicepExpression.Name;
import dev.redoubt.bicep.syntax.BicepExpression.NonNull;
import dev.redoubt.bicep.syntax.BicepExpression.NullLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.PropertyAccess;
import dev.redoubt.bicep.syntax.BicepExpression.ResourceAccess;
import dev.redoubt.bicep.syntax.BicepExpression.Ternary;
import dev.redoubt.bicep.syntax.BicepExpression.Unary;
import dev.redoubt.bicep.syntax.BicepExpression.UnaryOperator;
import dev.redoubt.bicep.syntax.ParserState.SyntaxException;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Parses expressions by recursive descent, at most [BicepParser#MAX_HEIGHT] levels deep. A line
/// end terminates an expression, except before the `?` and the `:` of a ternary, and inside
/// brackets.
final class ExpressionReader {

  private final ParserState parsing;
  private final Lexer tokens;
  private final LiteralReader literals;

  /// The height of the tree that was built last.
  private int height;

  ExpressionReader(ParserState parsing) {
    this.parsing = parsing;
    this.tokens = parsing.tokens;
    this.literals = new LiteralReader(parsing, this);
  }

  LiteralReader literals() {
    return literals;
  }

  /// The height of the tree that was built last, by this or by [LiteralReader].
  int height() {
    return height;
  }

  void setHeight(int made) {
    height = made;
  }

  /// @param depth the depth of the expression in the tree of its statement
  BicepExpression expression(int depth) throws SyntaxException {
    parsing.checkHeight(depth);
    BicepExpression condition = binary(0, depth);
    if (tokens.kind == TokenKind.NEW_LINE && tokens.isFollowedBy('?')) {
      tokens.advance();
    }
    if (tokens.kind != TokenKind.QUESTION) {
      return condition;
    }
    int made = height;
    Origin at = parsing.here();
    tokens.advance();
    BicepExpression yes = expression(depth + 1);
    made = Math.max(made, height);
    if (tokens.kind == TokenKind.NEW_LINE && tokens.isFollowedBy(':')) {
      tokens.advance();
    }
    parsing.expect(TokenKind.COLON, "`:` and the value for a false condition");
    BicepExpression no = expression(depth + 1);
    height = Math.max(made, height) + 1;
    parsing.checkHeight(depth + height);
    return new Ternary(condition, yes, no, at);
  }

  private BicepExpression binary(int precedence, int depth) throws SyntaxException {
    BicepExpression left = unary(depth);
    int made = height;
    while (tokens.kind.precedence > precedence) {
      BinaryOperator operator = tokens.kind.operator;
      int tighter = tokens.kind.precedence;
      Origin at = parsing.here();
      tokens.advance();
      BicepExpression right = binary(tighter, depth + 1);
      made = Math.max(made, height) + 1;
      parsing.checkHeight(depth + made);
      left = new Binary(Objects.requireNonNull(operator), left, right, at);
    }
    height = made;
    return left;
  }

  private BicepExpression unary(int depth) throws SyntaxException {
    Origin at = parsing.here();
    if (parsing.accept(TokenKind.EXCLAMATION)) {
      BicepExpression operand = member(depth + 1);
      height++;
      return new Unary(UnaryOperator.NOT, operand, at);
    }
    if (parsing.accept(TokenKind.MINUS)) {
      if (IntegerLiterals.isLeast(tokens)) {
        tokens.advance();
        height = 1;
        return new IntegerLiteral(Long.MIN_VALUE, at);
      }
      BicepExpression operand = member(depth + 1);
      height++;
      return new Unary(UnaryOperator.MINUS, operand, at);
    }
    return member(depth);
  }

  private BicepExpression member(int depth) throws SyntaxException {
    BicepExpression target = primary(depth);
    int made = height;
    while (true) {
      height = 0;
      switch (tokens.kind) {
        case LEFT_SQUARE -> target = element(target, depth);
        case DOT -> target = property(target, depth);
        case DOUBLE_COLON -> {
          tokens.advance();
          Origin at = parsing.here();
          target = new ResourceAccess(target, name("a nested resource after `::`"), at);
        }
        case EXCLAMATION -> {
          target = new NonNull(target, parsing.here());
          tokens.advance();
        }
        default -> {
          height = made;
          return target;
        }
      }
      parsing.count();
      made = Math.max(made, height) + 1;
      parsing.checkHeight(depth + made);
    }
  }

  /// @param what to follow "expected the name of"
  private String name(String what) throws SyntaxException {
    if (tokens.kind != TokenKind.IDENTIFIER) {
      throw parsing.expected("the name of " + what);
    }
    String name = tokens.name();
    tokens.advance();
    return name;
  }

  private BicepExpression element(BicepExpression target, int depth) throws SyntaxException {
    parsing.open(TokenKind.RIGHT_SQUARE);
    boolean safe = parsing.accept(TokenKind.QUESTION);
    boolean fromEnd = parsing.accept(TokenKind.HAT);
    Origin at = parsing.here();
    BicepExpression index = expression(depth + 1);
    parsing.close(TokenKind.RIGHT_SQUARE, "`]` after the index");
    return new ElementAccess(target, index, safe, fromEnd, at);
  }

  private BicepExpression property(BicepExpression target, int depth) throws SyntaxException {
    tokens.advance();
    boolean safe = parsing.accept(TokenKind.QUESTION);
    Origin at = parsing.here();
    String name = name("a property or a function after `.`");
    if (tokens.kind != TokenKind.LEFT_PARENTHESIS) {
      return new PropertyAccess(target, name, safe, at);
    }
    if (safe) {
      throw parsing.error("`.?` cannot be used to call the function `" + name + "`; write `.`", at);
    }
    return new InstanceCall(target, name, arguments(name, depth), at);
  }

  private BicepExpression primary(int depth) throws SyntaxException {
    parsing.count();
    height = 1;
    if (parsing.beginsStatement()) {
      throw parsing.expected("an expression");
    }
    return switch (tokens.kind) {
      case IDENTIFIER -> named(depth);
      case STRING, STRING_LEFT -> literals.string(depth);
      case INTEGER -> {
        Origin at = parsing.here();
        yield new IntegerLiteral(IntegerLiterals.read(parsing), at);
      }
      case TRUE, FALSE -> {
        BooleanLiteral literal = new BooleanLiteral(parsing.at(TokenKind.TRUE), parsing.here());
        tokens.advance();
        yield literal;
      }
      case NULL -> {
        NullLiteral literal = new NullLiteral(parsing.here());
        tokens.advance();
        yield literal;
      }
      case LEFT_BRACE, LEFT_SQUARE -> literals.literal(depth);
      case LEFT_PARENTHESIS -> literals.parenthesized(depth);
      default -> throw parsing.expected("an expression");
    };
  }

  private BicepExpression named(int depth) throws SyntaxException {
    Origin at = parsing.here();
    String name = tokens.name();
    tokens.advance();
    return switch (tokens.kind) {
      case LEFT_PARENTHESIS -> new Call(name, arguments(name, depth), at);
      case ARROW -> literals.lambda(List.of(new Identifier(name, at)), at, depth);
      default -> new Name(name, at);
    };
  }

  /// The arguments of a call, with the parentheses around them.
  List<BicepExpression> arguments(String function, int depth) throws SyntaxException {
    parsing.open(TokenKind.RIGHT_PARENTHESIS);
    parsing.skipNewLine();
    if (parsing.at(TokenKind.RIGHT_PARENTHESIS)) {
      parsing.close(TokenKind.RIGHT_PARENTHESIS, "`)`");
      height = 1;
      return List.of();
    }
    List<BicepExpression> arguments = new ArrayList<>(4);
    int highest = 0;
    do {
      parsing.skipNewLine();
      arguments.add(expression(depth + 1));
      highest = Math.max(highest, height);
      parsing.skipNewLine();
    } while (parsing.accept(TokenKind.COMMA));
    if (tokens.kind != TokenKind.RIGHT_PARENTHESIS) {
      throw parsing.expected(
          "`,` or `)` after argument " + arguments.size() + " of `" + function + "`");
    }
    parsing.close(TokenKind.RIGHT_PARENTHESIS, "`)`");
    height = highest + 1;
    return arguments;
  }

  /// An expression; if it is invalid, reports the error, skips the rest of it and returns a
  /// `Missing`.
  ///
  /// @param brackets the number of brackets that were open before the enclosing construct
  BicepExpression orMissing(int depth, int brackets) {
    Origin at = parsing.here();
    try {
      return expression(depth);
    } catch (SyntaxException _) {
      parsing.skipFrom(brackets);
      height = 1;
      return new Missing(at);
    }
  }
}
