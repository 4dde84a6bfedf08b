package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.BicepExpression.Entry;
import dev.redoubt.bicep.syntax.BicepExpression.For;
import dev.redoubt.bicep.syntax.BicepExpression.If;
import dev.redoubt.bicep.syntax.BicepExpression.Missing;
import dev.redoubt.bicep.syntax.BicepExpression.NestedResource;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Parenthesized;
import dev.redoubt.bicep.syntax.BicepExpression.Property;
import dev.redoubt.bicep.syntax.BicepExpression.SpreadEntry;
import dev.redoubt.bicep.syntax.BicepExpression.StringLiteral;
import dev.redoubt.bicep.syntax.ParserState.SyntaxException;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses objects, and the conditions and loops in bodies of resources and modules.
///
/// An object with an entry that could not be parsed, or without an end, begins with a spread of a
/// `Missing`: it may have unknown properties.
final class ObjectReader {

  /// What is allowed after the `:` of a loop, or after the `=` of a resource or module.
  enum Body {
    /// Any expression.
    VALUE,
    /// An object.
    OBJECT,
    /// An object or a condition.
    MODULE,
    /// An object, with nested resources among its properties, or a condition.
    RESOURCE
  }

  /// Parses nested resources.
  interface NestedResources {

    /// Parses a nested resource, whose decorators have been read.
    ///
    /// @param depth the depth of the resource in the tree of its statement
    Statement.Resource nested(List<Decorator> decorators, int depth);
  }

  /// Up to this number of properties, pairwise comparison is cheaper than a set.
  private static final int FEW = 8;

  private final ParserState parsing;
  private final Lexer tokens;
  private final ExpressionReader expressions;
  private final LiteralReader literals;
  private final DecoratorReader decorators;
  private @Nullable NestedResources nestedResources;

  ObjectReader(ParserState parsing, ExpressionReader expressions, LiteralReader literals) {
    this.parsing = parsing;
    this.tokens = parsing.tokens;
    this.expressions = expressions;
    this.literals = literals;
    this.decorators = new DecoratorReader(parsing, expressions);
  }

  DecoratorReader decorators() {
    return decorators;
  }

  void readNestedWith(NestedResources reader) {
    nestedResources = reader;
  }

  /// @param nested whether nested resources are allowed among the properties
  ObjectLiteral object(int depth, boolean nested) throws SyntaxException {
    Origin at = parsing.here();
    parsing.open(TokenKind.RIGHT_BRACE);
    parsing.skipNewLine();
    List<Entry> entries = new ArrayList<>();
    boolean whole = true;
    int highest = 0;
    while (tokens.kind != TokenKind.RIGHT_BRACE) {
      boolean resource = nested && beginsResource();
      if (!resource && parsing.endsUnclosed(nested)) {
        expressions.setHeight(Math.max(highest, 1) + 1);
        return open(entries, at);
      }
      whole &= entry(entries, resource, depth + 1);
      highest = Math.max(highest, expressions.height());
      parsing.separator();
    }
    parsing.close(TokenKind.RIGHT_BRACE, "`}`");
    expressions.setHeight(highest + 1);
    reportDuplicates(entries);
    return whole ? new ObjectLiteral(entries, at) : open(entries, at);
  }

  private void reportDuplicates(List<Entry> entries) {
    Set<String> names = entries.size() > FEW ? HashSet.newHashSet(entries.size()) : null;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof Property(StringLiteral(var name, var at), _)
          && (names == null ? isBefore(i, entries, name) : !names.add(name))) {
        parsing.report(
            "the property `"
                + name
                + "` is declared multiple times in this object; the last one is used",
            at);
      }
    }
  }

  private static boolean isBefore(int end, List<Entry> entries, String name) {
    for (int i = 0; i < end; i++) {
      if (entries.get(i) instanceof Property property && name.equals(property.literalName())) {
        return true;
      }
    }
    return false;
  }

  private static ObjectLiteral open(List<Entry> entries, Origin at) {
    entries.addFirst(new SpreadEntry(new Missing(at), at));
    return new ObjectLiteral(entries, at);
  }

  /// Whether a nested resource begins here. A property may be named `resource` too; only a nested
  /// resource has a name after the word.
  private boolean beginsResource() {
    return tokens.kind == TokenKind.AT
        || (tokens.isWord("resource") && TextCursor.isNameStart(tokens.following()));
  }

  /// Adds an entry, and returns whether it could be parsed at least in part.
  private boolean entry(List<Entry> entries, boolean resource, int depth) {
    int brackets = parsing.openBrackets();
    Origin at = parsing.here();
    BicepExpression key = null;
    try {
      parsing.count();
      if (resource) {
        entries.add(nestedResource(depth));
      } else if (parsing.accept(TokenKind.ELLIPSIS)) {
        entries.add(new SpreadEntry(expressions.expression(depth), at));
      } else {
        key = key(depth);
        entries.add(new Property(key, value(key, depth)));
      }
      return true;
    } catch (SyntaxException _) {
      parsing.skipFrom(brackets);
      expressions.setHeight(1);
      if (key == null || key instanceof Missing) {
        return false;
      }
      entries.add(new Property(key, new Missing(at)));
      return true;
    }
  }

  private BicepExpression key(int depth) throws SyntaxException {
    return switch (tokens.kind) {
      case IDENTIFIER -> {
        StringLiteral name = new StringLiteral(tokens.name(), parsing.here());
        tokens.advance();
        yield name;
      }
      case STRING, STRING_LEFT -> literals.string(depth);
      default -> throw parsing.expected("a property name or `}`");
    };
  }

  private BicepExpression value(BicepExpression key, int depth) throws SyntaxException {
    int keyHeight = expressions.height();
    if (!parsing.accept(TokenKind.COLON)) {
      String name = key.literalText();
      throw parsing.expected(
          "`:` after " + (name == null ? "the property name" : "`" + name + "`"));
    }
    BicepExpression value = expressions.expression(depth);
    expressions.setHeight(Math.max(keyHeight, expressions.height()));
    parsing.checkEndOfEntry("properties", TokenKind.RIGHT_BRACE);
    if (key instanceof Missing) {
      throw parsing.error("the property name is not valid", key.origin());
    }
    return value;
  }

  private NestedResource nestedResource(int depth) throws SyntaxException {
    parsing.checkHeight(depth);
    List<Decorator> decorated = decorators.decorators(depth);
    if (!tokens.isWord("resource")) {
      decorators.checkNoStatement(decorated);
    }
    if (nestedResources == null || !tokens.isWord("resource")) {
      throw parsing.expected("a `resource` declaration after the decorator");
    }
    NestedResource resource = new NestedResource(nestedResources.nested(decorated, depth));
    parsing.checkEndOfEntry("properties", TokenKind.RIGHT_BRACE);
    return resource;
  }

  /// The body of a resource or a module.
  BicepExpression body(Body body, int depth) throws SyntaxException {
    Origin at = parsing.here();
    if (tokens.kind == TokenKind.LEFT_SQUARE && body != Body.OBJECT) {
      parsing.open(TokenKind.RIGHT_SQUARE);
      parsing.skipNewLine();
      return loop(at, body, depth);
    }
    return objectOrCondition(body, body == Body.OBJECT ? "`{`" : "`{`, `if` or `[for`", depth);
  }

  private BicepExpression objectOrCondition(Body body, String expected, int depth)
      throws SyntaxException {
    Origin at = parsing.here();
    if (tokens.kind == TokenKind.LEFT_BRACE) {
      return object(depth, body == Body.RESOURCE);
    }
    if (body == Body.OBJECT || !parsing.acceptWord("if")) {
      throw parsing.expected(expected);
    }
    if (tokens.kind != TokenKind.LEFT_PARENTHESIS) {
      throw parsing.expected("`(` after `if`");
    }
    BicepExpression condition = literals.parenthesized(depth + 1);
    int highest = expressions.height();
    if (tokens.kind != TokenKind.LEFT_BRACE) {
      throw parsing.expected("`{` after the condition");
    }
    ObjectLiteral then = object(depth + 1, body == Body.RESOURCE);
    expressions.setHeight(Math.max(highest, expressions.height()) + 1);
    return condition instanceof Parenthesized(var inner, _)
        ? new If(inner, then, at)
        : new If(condition, then, at);
  }

  /// A loop whose opening bracket has been read.
  For loop(Origin at, Body body, int depth) throws SyntaxException {
    if (!parsing.acceptWord("for")) {
      throw parsing.expected("`for`");
    }
    boolean both = parsing.accept(TokenKind.LEFT_PARENTHESIS);
    Identifier item =
        parsing.identifier("the name of the loop item" + (both ? "" : ", or `(item, index)`"));
    Identifier index = both ? index() : null;
    if (!parsing.acceptWord("in")) {
      throw parsing.expected("`in` and the expression to iterate over");
    }
    BicepExpression source = expressions.expression(depth + 1);
    int highest = expressions.height();
    parsing.expect(TokenKind.COLON, "`:` and the body of the loop");
    BicepExpression each =
        body == Body.VALUE
            ? expressions.expression(depth + 1)
            : objectOrCondition(body, "`{` or `if`", depth + 1);
    expressions.setHeight(Math.max(highest, expressions.height()) + 1);
    parsing.skipNewLine();
    if (tokens.kind == TokenKind.RIGHT_SQUARE || !parsing.endsUnclosed(false)) {
      parsing.close(TokenKind.RIGHT_SQUARE, "`]` at the end of the loop");
    }
    return new For(item, index, source, each, at);
  }

  private Identifier index() throws SyntaxException {
    parsing.expect(TokenKind.COMMA, "`,` and the name of the loop index");
    Identifier index = parsing.identifier("the name of the loop index");
    parsing.expect(TokenKind.RIGHT_PARENTHESIS, "`)` after the name of the loop index");
    return index;
  }
}
