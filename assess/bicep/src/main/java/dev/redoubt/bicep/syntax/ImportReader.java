package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.BicepExpression.Missing;
import dev.redoubt.bicep.syntax.ParserState.Mistake;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the statements that name other files and extensions.
final class ImportReader {

  private final ParserState parsing;
  private final Lexer tokens;
  private final LiteralReader literals;

  ImportReader(ParserState parsing, ExpressionReader expressions) {
    this.parsing = parsing;
    this.tokens = parsing.tokens;
    this.literals = expressions.literals();
  }

  /// `import`, which with a string behind it is what `extension` was called at first.
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
        namespace = alias("the name of what is imported");
      } else if (tokens.kind == TokenKind.LEFT_BRACE) {
        symbols(symbols);
      } else {
        throw parsing.expected("`{` and the names of what is imported, or `* as` and a name");
      }
      if (!parsing.acceptWord("from")) {
        throw parsing.expected("`from` and the path of a file");
      }
      path = string("the path of a file, a string");
    } catch (Mistake _) {
      parsing.skipFrom(0);
    }
    return new Statement.Import(decorators, symbols, namespace, path, at);
  }

  private Identifier alias(String what) throws Mistake {
    if (!parsing.acceptWord("as")) {
      throw parsing.expected("`as` and " + what);
    }
    return parsing.identifier(what);
  }

  private void symbols(List<Statement.ImportedSymbol> symbols) throws Mistake {
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
      } catch (Mistake _) {
        parsing.skipFrom(brackets);
      }
      parsing.separator();
    }
    parsing.close(TokenKind.RIGHT_BRACE, "`}`");
  }

  private Statement.ImportedSymbol symbol() throws Mistake {
    if (tokens.kind == TokenKind.IDENTIFIER) {
      Identifier name = parsing.identifier("a name");
      return new Statement.ImportedSymbol(
          name.text(), tokens.isWord("as") ? alias("the name that it has here") : name);
    }
    Origin at = parsing.here();
    String exported = string("the name of what is imported").literalText();
    if (exported == null) {
      throw parsing.mistake("the name of what is imported has no holes", at);
    }
    return new Statement.ImportedSymbol(exported, alias("the name that it has here"));
  }

  private BicepExpression string(String what) throws Mistake {
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
          throw parsing.expected("`with`, `as` or the end of the line");
        }
        alias = alias("the name that the extension has here");
      }
    } catch (Mistake _) {
      parsing.skipFrom(0);
    }
    return new Statement.Extension(decorators, specification, configuration, alias, at);
  }

  private BicepExpression specification() throws Mistake {
    if (tokens.kind == TokenKind.IDENTIFIER) {
      Identifier name = parsing.identifier("a name");
      return new BicepExpression.Name(name.text(), name.origin());
    }
    return string("the name of an extension, or a string that says where it is");
  }

  /// `with` and an object, or null where it does not stand here.
  private @Nullable BicepExpression configuration() throws Mistake {
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
        path = string("the path of a template, a string, or `none`");
      }
      configuration = configuration();
    } catch (Mistake _) {
      parsing.skipFrom(0);
    }
    return new Statement.Using(decorators, path, configuration, at);
  }

  Statement extending(List<Decorator> decorators, Origin at) {
    tokens.advance();
    BicepExpression path = new Missing(at);
    try {
      path = string("the path of a parameter file, a string");
    } catch (Mistake _) {
      parsing.skipFrom(0);
    }
    return new Statement.Extends(decorators, path, at);
  }

  Statement extensionConfiguration(List<Decorator> decorators, Origin at) {
    tokens.advance();
    Identifier alias = parsing.identifier("the name of an extension");
    BicepExpression configuration = new Missing(at);
    try {
      BicepExpression given = configuration();
      if (given == null) {
        throw parsing.expected("`with` after the name of the extension");
      }
      configuration = given;
    } catch (Mistake _) {
      parsing.skipFrom(0);
    }
    return new Statement.ExtensionConfiguration(decorators, alias, configuration, at);
  }
}
