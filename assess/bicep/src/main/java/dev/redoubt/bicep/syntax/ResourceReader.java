package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.ObjectReader.Body;
import dev.redoubt.bicep.syntax.ParserState.SyntaxException;
import dev.redoubt.estate.Origin;
import java.util.List;

/// Parses `resource`, `module` and `test` declarations: a name, a string, `=` and a body.
final class ResourceReader {

  private final ParserState parsing;
  private final Lexer tokens;
  private final ExpressionReader expressions;
  private final ObjectReader objects;

  ResourceReader(ParserState parsing, ExpressionReader expressions) {
    this.parsing = parsing;
    this.tokens = parsing.tokens;
    this.expressions = expressions;
    this.objects = expressions.literals().objects();
    objects.readNestedWith(this::resource);
  }

  /// The name after the keyword.
  private Identifier name(String what) {
    tokens.advance();
    return parsing.identifier("the name of " + what);
  }

  /// The part of a `resource`, `module` or `test` declaration after its name.
  private record Declared(BicepExpression source, boolean existing, BicepExpression body) {}

  private Declared declared(String source, Body bodyKind, int depth) {
    int brackets = parsing.openBrackets();
    Origin at = parsing.here();
    BicepExpression path = new BicepExpression.Missing(at);
    boolean existing = false;
    try {
      if (tokens.kind != TokenKind.STRING && tokens.kind != TokenKind.STRING_LEFT) {
        throw parsing.expected(source);
      }
      path = expressions.literals().string(depth + 1);
      existing = bodyKind == Body.RESOURCE && parsing.acceptWord("existing");
      if (tokens.kind == TokenKind.LEFT_BRACE) {
        parsing.reportExpected("`=`");
      } else {
        parsing.expect(TokenKind.ASSIGNMENT, "`=`");
      }
      if (tokens.kind == TokenKind.NEW_LINE && tokens.isFollowedByWord("if")) {
        tokens.advance();
      }
      return new Declared(path, existing, objects.body(bodyKind, depth + 1));
    } catch (SyntaxException _) {
      parsing.skipFrom(brackets);
      expressions.setHeight(1);
      return new Declared(path, existing, new BicepExpression.Missing(at));
    }
  }

  /// A resource, top-level or nested, whose decorators have been read.
  ///
  /// @param depth its depth in the tree of its statement
  Statement.Resource resource(List<Decorator> decorators, int depth) {
    Origin at = parsing.here();
    Identifier name = name("the resource");
    Declared rest =
        declared(
            "a resource type, such as `'Microsoft.Web/sites@2024-04-01'`", Body.RESOURCE, depth);
    return new Statement.Resource(
        decorators, name, rest.source(), rest.existing(), rest.body(), at);
  }

  Statement.Module module(List<Decorator> decorators, Origin at) {
    Identifier name = name("the module");
    Declared rest = declared("a module path string", Body.MODULE, 1);
    return new Statement.Module(decorators, name, rest.source(), rest.body(), at);
  }

  Statement.Test test(List<Decorator> decorators, Origin at) {
    Identifier name = name("the test");
    Declared rest = declared("a test path string", Body.OBJECT, 1);
    return new Statement.Test(decorators, name, rest.source(), rest.body(), at);
  }
}
