package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.BicepExpression.ArrayLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Interpolation;
import dev.redoubt.bicep.syntax.BicepExpression.Lambda;
import dev.redoubt.bicep.syntax.BicepExpression.Missing;
import dev.redoubt.bicep.syntax.BicepExpression.Name;
import dev.redoubt.bicep.syntax.BicepExpression.Parenthesized;
import dev.redoubt.bicep.syntax.BicepExpression.Spread;
import dev.redoubt.bicep.syntax.BicepExpression.StringLiteral;
import dev.redoubt.bicep.syntax.ParserState.SyntaxException;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;

/// Parses strings, arrays, parenthesized expressions and lambdas.
final class LiteralReader {

  private final ParserState parsing;
  private final Lexer tokens;
  private final ExpressionReader expressions;
  private final ObjectReader objects;

  /// Whether objects and arrays are allowed here; inside string interpolation they are not.
  private boolean literalsAllowed = true;

  LiteralReader(ParserState parsing, ExpressionReader expressions) {
    this.parsing = parsing;
    this.tokens = parsing.tokens;
    this.expressions = expressions;
    this.objects = new ObjectReader(parsing, expressions, this);
  }

  ObjectReader objects() {
    return objects;
  }

  /// A string, with or without interpolation; `Missing` if a segment is invalid.
  BicepExpression string(int depth) {
    Origin at = parsing.here();
    if (tokens.kind == TokenKind.STRING) {
      BicepExpression literal =
          tokens.malformed ? new Missing(at) : new StringLiteral(tokens.segment(), at);
      tokens.advance();
      expressions.setHeight(1);
      return literal;
    }
    return interpolation(at, depth);
  }

  private BicepExpression interpolation(Origin at, int depth) {
    List<String> texts = new ArrayList<>(4);
    List<BicepExpression> holes = new ArrayList<>(4);
    boolean malformed = tokens.malformed;
    texts.add(tokens.segment());
    parsing.open(TokenKind.STRING_RIGHT);
    int highest = 0;
    while (true) {
      holes.add(hole(depth + 1));
      highest = Math.max(highest, expressions.height());
      malformed |= tokens.malformed;
      texts.add(tokens.segment());
      if (tokens.kind != TokenKind.STRING_MIDDLE) {
        parsing.closeString();
        expressions.setHeight(highest + 1);
        return malformed ? new Missing(at) : new Interpolation(texts, holes, at);
      }
      tokens.advance();
    }
  }

  /// An interpolated expression; afterwards the current token is the next segment of the string.
  private BicepExpression hole(int depth) {
    boolean before = literalsAllowed;
    int brackets = parsing.openBrackets();
    Origin at = parsing.here();
    literalsAllowed = false;
    try {
      BicepExpression expression = expressions.expression(depth);
      if (tokens.kind != TokenKind.STRING_MIDDLE && tokens.kind != TokenKind.STRING_RIGHT) {
        throw parsing.expected("`}` after the interpolated expression");
      }
      return expression;
    } catch (SyntaxException _) {
      parsing.skipHole(brackets);
      expressions.setHeight(1);
      return new Missing(at);
    } finally {
      literalsAllowed = before;
    }
  }

  /// An object, an array or a loop.
  BicepExpression literal(int depth) throws SyntaxException {
    boolean before = literalsAllowed;
    if (!before) {
      parsing.report(
          "array and object literals are not allowed in string interpolation; declare a `var`",
          parsing.here());
    }
    literalsAllowed = true;
    try {
      return tokens.kind == TokenKind.LEFT_BRACE
          ? objects.object(depth, false)
          : arrayOrLoop(depth);
    } finally {
      literalsAllowed = before;
    }
  }

  private BicepExpression arrayOrLoop(int depth) throws SyntaxException {
    Origin at = parsing.here();
    parsing.open(TokenKind.RIGHT_SQUARE);
    parsing.skipNewLine();
    return tokens.isWord("for")
        ? objects.loop(at, ObjectReader.Body.VALUE, depth)
        : array(at, depth);
  }

  private ArrayLiteral array(Origin at, int depth) throws SyntaxException {
    List<BicepExpression> elements = new ArrayList<>();
    int highest = 0;
    while (tokens.kind != TokenKind.RIGHT_SQUARE) {
      if (parsing.endsUnclosed(false)) {
        elements.add(new Spread(new Missing(at), at));
        expressions.setHeight(highest + 2);
        return new ArrayLiteral(elements, at);
      }
      elements.add(element(depth + 1));
      highest = Math.max(highest, expressions.height());
      parsing.separator();
    }
    parsing.close(TokenKind.RIGHT_SQUARE, "`]`");
    expressions.setHeight(highest + 1);
    return new ArrayLiteral(elements, at);
  }

  private BicepExpression element(int depth) {
    int brackets = parsing.openBrackets();
    Origin at = parsing.here();
    try {
      BicepExpression element =
          parsing.accept(TokenKind.ELLIPSIS)
              ? new Spread(expressions.expression(depth + 1), at)
              : expressions.expression(depth);
      parsing.checkEndOfEntry("elements", TokenKind.RIGHT_SQUARE);
      return element;
    } catch (SyntaxException _) {
      parsing.skipFrom(brackets);
      expressions.setHeight(1);
      return new Missing(at);
    }
  }

  /// `(expression)`, or the parameters of a lambda and the lambda itself.
  BicepExpression parenthesized(int depth) throws SyntaxException {
    Origin at = parsing.here();
    parsing.open(TokenKind.RIGHT_PARENTHESIS);
    parsing.skipNewLine();
    List<BicepExpression> inner = new ArrayList<>(2);
    boolean comma = false;
    int highest = 0;
    while (tokens.kind != TokenKind.RIGHT_PARENTHESIS) {
      inner.add(expressions.expression(depth + 1));
      highest = Math.max(highest, expressions.height());
      parsing.skipNewLine();
      comma = parsing.accept(TokenKind.COMMA);
      if (!comma) {
        break;
      }
      parsing.skipNewLine();
    }
    parsing.close(TokenKind.RIGHT_PARENTHESIS, "`)`");
    if (tokens.kind == TokenKind.ARROW) {
      return lambda(parameters(inner), at, depth);
    }
    if (inner.size() != 1 || comma) {
      throw parsing.error("parentheses must contain exactly one expression", at);
    }
    expressions.setHeight(highest + 1);
    return new Parenthesized(inner.getFirst(), at);
  }

  private List<Identifier> parameters(List<BicepExpression> inner) throws SyntaxException {
    List<Identifier> parameters = new ArrayList<>(inner.size());
    for (BicepExpression parameter : inner) {
      if (!(parameter instanceof Name(var name, var origin))) {
        throw parsing.error(
            "expected a parameter name, or names in parentheses, before `=>`", parameter.origin());
      }
      parameters.add(new Identifier(name, origin));
    }
    return parameters;
  }

  /// A lambda whose parameters have been read.
  Lambda lambda(List<Identifier> parameters, Origin at, int depth) throws SyntaxException {
    boolean before = literalsAllowed;
    literalsAllowed = true;
    try {
      BicepExpression body = body(depth + 1);
      expressions.setHeight(expressions.height() + 1);
      return new Lambda(parameters, body, at);
    } finally {
      literalsAllowed = before;
    }
  }

  /// `=>` and the body after it, on the same line or on the next.
  BicepExpression body(int depth) throws SyntaxException {
    parsing.expect(TokenKind.ARROW, "`=>`");
    Origin end = parsing.here();
    parsing.skipNewLine();
    if (parsing.beginsStatement()) {
      throw parsing.error("expected an expression after `=>`, but found the end of the line", end);
    }
    return expressions.expression(depth);
  }
}
