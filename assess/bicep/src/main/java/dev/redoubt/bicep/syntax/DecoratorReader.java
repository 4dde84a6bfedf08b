package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.ParserState.SyntaxException;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;

/// Parses decorators: `@name(...)` or `@namespace.name(...)`, each on its own line.
final class DecoratorReader {

  private final ParserState parsing;
  private final ExpressionReader expressions;

  DecoratorReader(ParserState parsing, ExpressionReader expressions) {
    this.parsing = parsing;
    this.expressions = expressions;
  }

  /// Decorators that were read where no decorator is allowed; see [#checkNoStatement].
  private List<Decorator> kept = List.of();

  /// Reads all decorators at this position and the line ends after them. An invalid decorator is
  /// skipped.
  List<Decorator> decorators(int depth) {
    List<Decorator> before = kept;
    kept = List.of();
    if (!parsing.at(TokenKind.AT)) {
      return before;
    }
    List<Decorator> decorators = new ArrayList<>(before);
    while (parsing.at(TokenKind.AT)) {
      int brackets = parsing.openBrackets();
      try {
        decorators.add(decorator(depth));
        if (!parsing.at(TokenKind.NEW_LINE)) {
          parsing.reportExpected("a new line after the decorator");
        }
      } catch (SyntaxException _) {
        parsing.skipFrom(brackets);
        parsing.accept(TokenKind.COMMA);
      }
      parsing.skipNewLine();
    }
    return decorators;
  }

  /// If a statement begins after the decorators although a bracket is open, reports the bracket and
  /// keeps the decorators for that statement.
  void checkNoStatement(List<Decorator> decorators) throws SyntaxException {
    if (!decorators.isEmpty() && parsing.beginsStatement()) {
      kept = decorators;
      throw parsing.unclosed();
    }
  }

  private Decorator decorator(int depth) throws SyntaxException {
    Origin at = parsing.here();
    parsing.tokens.advance();
    String namespace = null;
    String name = name();
    if (parsing.accept(TokenKind.DOT)) {
      namespace = name;
      name = name();
    }
    if (!parsing.at(TokenKind.LEFT_PARENTHESIS)) {
      throw parsing.expected(
          "`(` after `@" + (namespace == null ? "" : namespace + ".") + name + "`");
    }
    return new Decorator(namespace, name, expressions.arguments(name, depth), at);
  }

  private String name() throws SyntaxException {
    if (!parsing.at(TokenKind.IDENTIFIER)) {
      throw parsing.expected("a decorator name");
    }
    String name = parsing.tokens.name();
    parsing.tokens.advance();
    return name;
  }
}
