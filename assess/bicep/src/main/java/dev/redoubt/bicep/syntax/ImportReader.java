package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.BicepExpression.Missing;
import dev.redoubt.bicep.syntax.ParserState.SyntaxException;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses the statements that refer to other files and extensions: `import`, `extension`, `using`,
/// `extends`.
final class ImportReader {

  private final ParserState parsing;
  private final Lexer tokens;
  private final LiteralReader literals;

  ImportReader(ParserState parsing, ExpressionReader expressions) {
    this.parsing = parsing;
    this.tokens = parsing.tokens;
    this.literals = expressions.literals();
  }

  /// `import`; followed by a string it is the original spelling of `extension`.
  Statement importOrExtension(List<Decorator> decorators, Origin at) {
    char next = tokens.following();
    return next == '\'' ? extension(decorators, at) : importing(decorators, at);
  }

  Statement importing(List<Decorator> decorators, Origin at) {
    tokens.advance();
    List<Statement.ImportedSymbol> symbols = new ArrayList<>();
    Identifier namespace = null;
    BicepExpression path = new Missing(at);
    try {
      if (parsing.accept(TokenKind.ASTERISK)) {
        namespace = alias("a namespace name");
      } else if (tokens.kind == TokenKind.LEFT_BRACE) {
        symbols(symbols);
      } else {
        throw parsing.expected("`{` with the imported symbols, or `* as` with a namespace name");
      }
      if (!parsing.acceptWord("from")) {
        throw parsing.expected("`from` and a file path");
      }
      path = string("a file path string");
    } catch (SyntaxException _) {
      parsing.skipFrom(0);
    }
    return new Statement.Import(decorators, symbols, namespace, path, at);
  }

  private Identifier alias(String what) throws SyntaxException {
    if (!parsing.acceptWord("as")) {
      throw parsing.expected("`as` and " + what);
    }
    return parsing.identifier(what);
  }

  private void symbols(List<Statement.ImportedSymbol> symbols) throws SyntaxException {
    parsing.open(TokenKind.RIGHT_BRACE);
    parsing.skipNewLine();
    while (tokens.kind != TokenKind.RIGHT_BRACE) {
      if (parsing.endsUnclosed(false)) {
        return;
      }
      int brackets = parsing.openBrackets();
      try {
        symbols.add(symbol());
        parsing.checkEndOfEntry("names", TokenKind.RIGHT_BRACE);
      } catch (SyntaxException _) {
        parsing.skipFrom(brackets);
      }
      parsing.separator();
    }
    parsing.close(TokenKind.RIGHT_BRACE, "`}`");
  }

  private Statement.ImportedSymbol symbol() throws SyntaxException {
    if (tokens.kind == TokenKind.IDENTIFIER) {
      Identifier name = parsing.identifier("a name");
      return new Statement.ImportedSymbol(
          name.text(), tokens.isWord("as") ? alias("a local name") : name);
    }
    Origin at = parsing.here();
    String exported = string("the name of the imported symbol").literalText();
    if (exported == null) {
      throw parsing.error("the name of an imported symbol cannot contain string interpolation", at);
    }
    return new Statement.ImportedSymbol(exported, alias("a local name"));
  }

  private BicepExpression string(String what) throws SyntaxException {
    if (tokens.kind != TokenKind.STRING && tokens.kind != TokenKind.STRING_LEFT) {
      throw parsing.expected(what);
    }
    return literals.string(1);
  }

  Statement extension(List<Decorator> decorators, Origin at) {
    tokens.advance();
    BicepExpression specification = new Missing(at);
    BicepExpression configuration = null;
    Identifier alias = null;
    try {
      specification = specification();
      configuration = configuration();
      if (!parsing.atEndOfStatement()) {
        if (!tokens.isWord("as")) {
          throw parsing.expected("`with`, `as` or a new line");
        }
        alias = alias("an alias for the extension");
      }
    } catch (SyntaxException _) {
      parsing.skipFrom(0);
    }
    return new Statement.Extension(decorators, specification, configuration, alias, at);
  }

  private BicepExpression specification() throws SyntaxException {
    if (tokens.kind == TokenKind.IDENTIFIER) {
      Identifier name = parsing.identifier("a name");
      return new BicepExpression.Name(name.text(), name.origin());
    }
    return string("an extension name, or a string with its location");
  }

  /// `with` and an object; null if absent.
  private @Nullable BicepExpression configuration() throws SyntaxException {
    if (!parsing.acceptWord("with")) {
      return null;
    }
    if (tokens.kind != TokenKind.LEFT_BRACE) {
      throw parsing.expected("`{` after `with`");
    }
    return literals.objects().object(1, false);
  }

  Statement using(List<Decorator> decorators, Origin at) {
    tokens.advance();
    BicepExpression path = null;
    BicepExpression configuration = null;
    try {
      if (!parsing.acceptWord("none")) {
        path = new Missing(at);
        path = string("a template path string or `none`");
      }
      configuration = configuration();
    } catch (SyntaxException _) {
      parsing.skipFrom(0);
    }
    return new Statement.Using(decorators, path, configuration, at);
  }

  Statement extending(List<Decorator> decorators, Origin at) {
    tokens.advance();
    BicepExpression path = new Missing(at);
    try {
      path = string("a parameter file path string");
    } catch (SyntaxException _) {
      parsing.skipFrom(0);
    }
    return new Statement.Extends(decorators, path, at);
  }

  Statement extensionConfiguration(List<Decorator> decorators, Origin at) {
    tokens.advance();
    Identifier alias = parsing.identifier("an extension name");
    BicepExpression configuration = new Missing(at);
    try {
      BicepExpression given = configuration();
      if (given == null) {
        throw parsing.expected("`with` after the extension name");
      }
      configuration = given;
    } catch (SyntaxException _) {
      parsing.skipFrom(0);
    }
    return new Statement.ExtensionConfiguration(decorators, alias, configuration, at);
  }
}
