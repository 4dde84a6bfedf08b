package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.BicepExpression.UnaryOperator;
import dev.redoubt.bicep.syntax.ParserState.SyntaxException;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses types by recursive descent, at most [BicepParser#MAX_HEIGHT] levels deep.
final class TypeReader {

  private final ParserState parsing;
  private final Lexer tokens;
  private final LiteralReader literals;
  private final ObjectTypeReader objects;

  /// The height of the tree that was built last.
  private int height;

  TypeReader(ParserState parsing, ExpressionReader expressions) {
    this.parsing = parsing;
    this.tokens = parsing.tokens;
    this.literals = expressions.literals();
    this.objects = new ObjectTypeReader(parsing, this, literals);
  }

  int height() {
    return height;
  }

  void setHeight(int made) {
    height = made;
  }

  /// The type in a declaration: a resource type or any other type.
  ///
  /// @param typeOptional whether `resource` without a type is allowed
  BicepType declared(boolean typeOptional) throws SyntaxException {
    if (!tokens.isWord("resource") || tokens.following() == '<') {
      return type(1);
    }
    Origin at = parsing.here();
    tokens.advance();
    if (tokens.kind != TokenKind.STRING && tokens.kind != TokenKind.STRING_LEFT) {
      if (typeOptional) {
        return new BicepType.OfResource(null, at);
      }
      throw parsing.expected("a resource type, such as `'Microsoft.Web/sites@2024-04-01'`");
    }
    String text = text();
    return text == null ? new BicepType.Missing(at) : new BicepType.OfResource(text, at);
  }

  /// @param depth the depth of the type in the tree of its statement
  BicepType type(int depth) throws SyntaxException {
    parsing.checkHeight(depth);
    Origin at = parsing.here();
    if (!acceptPipe()) {
      BicepType alone = postfixed(depth);
      return atPipe() ? union(alone, at, depth) : alone;
    }
    return union(postfixed(depth + 1), at, depth);
  }

  private BicepType union(BicepType first, Origin at, int depth) throws SyntaxException {
    List<BicepType> members = new ArrayList<>();
    members.add(first);
    int highest = height;
    while (acceptPipe()) {
      members.add(postfixed(depth + 1));
      highest = Math.max(highest, height);
    }
    height = highest + 1;
    return new BicepType.Union(members, at);
  }

  private boolean atPipe() {
    return tokens.kind == TokenKind.PIPE
        || (tokens.kind == TokenKind.NEW_LINE && tokens.isFollowedBy('|'));
  }

  private boolean acceptPipe() {
    if (!atPipe()) {
      return false;
    }
    parsing.skipNewLine();
    tokens.advance();
    return true;
  }

  private BicepType postfixed(int depth) throws SyntaxException {
    Origin at = parsing.here();
    BicepType type = prefixed(depth);
    while (true) {
      if (parsing.accept(TokenKind.QUESTION)) {
        type = new BicepType.Nullable(type, at);
      } else if (parsing.accept(TokenKind.EXCLAMATION)) {
        type = new BicepType.NonNullable(type, at);
      } else {
        return type;
      }
      parsing.count();
      parsing.checkHeight(depth + ++height);
    }
  }

  private BicepType prefixed(int depth) throws SyntaxException {
    Origin at = parsing.here();
    if (parsing.accept(TokenKind.EXCLAMATION)) {
      return unary(UnaryOperator.NOT, at, depth);
    }
    if (!parsing.accept(TokenKind.MINUS)) {
      return member(depth);
    }
    if (IntegerLiterals.isLeast(tokens)) {
      tokens.advance();
      height = 1;
      return new BicepType.IntegerLiteral(Long.MIN_VALUE, at);
    }
    return unary(UnaryOperator.MINUS, at, depth);
  }

  private BicepType unary(UnaryOperator operator, Origin at, int depth) throws SyntaxException {
    BicepType operand = member(depth + 1);
    height++;
    return new BicepType.Unary(operator, operand, at);
  }

  private BicepType member(int depth) throws SyntaxException {
    BicepType target = primary(depth);
    while (true) {
      int made = height;
      if (tokens.kind == TokenKind.LEFT_SQUARE) {
        target = item(target);
      } else if (parsing.accept(TokenKind.DOT)) {
        target = property(target, depth);
      } else {
        return target;
      }
      parsing.count();
      height = Math.max(made, height) + 1;
      parsing.checkHeight(depth + height);
    }
  }

  private BicepType item(BicepType target) throws SyntaxException {
    parsing.open(TokenKind.RIGHT_SQUARE);
    Origin at = parsing.here();
    BicepType made;
    if (tokens.kind == TokenKind.RIGHT_SQUARE) {
      made = new BicepType.ArrayOf(target, target.origin());
    } else if (parsing.accept(TokenKind.ASTERISK)) {
      made = new BicepType.ElementOf(target, at);
    } else if (tokens.kind == TokenKind.INTEGER) {
      made = new BicepType.ItemOf(target, IntegerLiterals.read(parsing), at);
    } else {
      throw parsing.expected("`]`, `*` or an item index");
    }
    parsing.close(TokenKind.RIGHT_SQUARE, "`]`");
    return made;
  }

  private BicepType property(BicepType target, int depth) throws SyntaxException {
    Origin at = parsing.here();
    if (parsing.accept(TokenKind.ASTERISK)) {
      return new BicepType.AdditionalPropertiesOf(target, at);
    }
    String name = name("a property name or `*`,");
    if (tokens.kind != TokenKind.LESS) {
      return new BicepType.PropertyOf(target, name, at);
    }
    if (!(target instanceof BicepType.Named(var namespace, _))) {
      throw parsing.error("`." + name + "<...>` can only follow the name of a namespace", at);
    }
    return new BicepType.Parameterized(namespace, name, arguments(name, depth), at);
  }

  private String name(String what) throws SyntaxException {
    if (tokens.kind != TokenKind.IDENTIFIER) {
      throw parsing.expected(what);
    }
    String name = tokens.name();
    tokens.advance();
    return name;
  }

  private List<BicepType> arguments(String name, int depth) throws SyntaxException {
    tokens.advance();
    parsing.skipNewLine();
    List<BicepType> arguments = new ArrayList<>(2);
    int highest = 0;
    if (tokens.kind != TokenKind.GREATER) {
      do {
        parsing.skipNewLine();
        arguments.add(type(depth + 1));
        highest = Math.max(highest, height);
        parsing.skipNewLine();
      } while (parsing.accept(TokenKind.COMMA));
    }
    parsing.expect(TokenKind.GREATER, "`,` or `>` after the type in `" + name + "<`");
    height = highest + 1;
    return arguments;
  }

  private BicepType primary(int depth) throws SyntaxException {
    parsing.count();
    height = 1;
    Origin at = parsing.here();
    return switch (tokens.kind) {
      case IDENTIFIER -> named(at, depth);
      case STRING, STRING_LEFT -> {
        String text = text();
        yield text == null ? new BicepType.Missing(at) : new BicepType.StringLiteral(text, at);
      }
      case INTEGER -> new BicepType.IntegerLiteral(IntegerLiterals.read(parsing), at);
      case TRUE, FALSE -> {
        boolean value = parsing.at(TokenKind.TRUE);
        tokens.advance();
        yield new BicepType.BooleanLiteral(value, at);
      }
      case NULL -> {
        tokens.advance();
        yield new BicepType.NullLiteral(at);
      }
      case LEFT_BRACE -> objects.object(depth);
      case LEFT_SQUARE -> objects.tuple(depth);
      case LEFT_PARENTHESIS -> {
        parsing.open(TokenKind.RIGHT_PARENTHESIS);
        BicepType inner = type(depth + 1);
        parsing.close(TokenKind.RIGHT_PARENTHESIS, "`)`");
        yield inner;
      }
      default -> throw parsing.expected("a type");
    };
  }

  private BicepType named(Origin at, int depth) throws SyntaxException {
    String name = tokens.name();
    tokens.advance();
    return tokens.kind == TokenKind.LESS
        ? new BicepType.Parameterized(null, name, arguments(name, depth), at)
        : new BicepType.Named(name, at);
  }

  /// The text of a string; null if it is interpolated or invalid, which has been reported.
  @Nullable String text() {
    Origin at = parsing.here();
    BicepExpression string = literals.string(1);
    if (string instanceof BicepExpression.Interpolation) {
      parsing.report("string interpolation is not supported in types", at);
    }
    return string.literalText();
  }
}
