package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.ParserState.Mistake;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;

/// Reads decorators: `@name(...)` or `@namespace.name(...)`, each on lines of its own.
final class DecoratorReader {

  private final ParserState parsing;
  private final ExpressionReader expressions;

  DecoratorReader(ParserState parsing, ExpressionReader expressions) {
    this.parsing = parsing;
    this.expressions = expressions;
  }

  /// Decorators that were read where none belong; see [#checkNoStatement].
  private List<Decorator> kept = List.of();

  /// All decorators that stand here, with the line ends behind them. What is wrong with one of them
  /// costs that one.
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
          parsing.reportExpected("the end of the line after the decorator");
        }
      } catch (Mistake _) {
        parsing.skipFrom(brackets);
        parsing.accept(TokenKind.COMMA);
      }
      parsing.skipNewLine();
    }
    return decorators;
  }

  /// Where a statement begins behind decorators although a bracket is open: says so, and keeps the
  /// decorators for that statement.
  void checkNoStatement(List<Decorator> decorators) throws Mistake {
    if (!decorators.isEmpty() && parsing.beginsStatement()) {
      kept = decorators;
      throw parsing.unclosed();
    }
  }

  private Decorator decorator(int depth) throws Mistake {
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

  private String name() throws Mistake {
    if (!parsing.at(TokenKind.IDENTIFIER)) {
      throw parsing.expected("the name of a decorator");
    }
    String name = parsing.tokens.name();
    parsing.tokens.advance();
    return name;
  }
}
