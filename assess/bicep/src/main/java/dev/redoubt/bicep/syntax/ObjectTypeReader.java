package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.BicepType.PropertyType;
import dev.redoubt.bicep.syntax.BicepType.TupleItem;
import dev.redoubt.bicep.syntax.ParserState.SyntaxException;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses object and tuple types. Members that could not be parsed are omitted.
final class ObjectTypeReader {

  private final ParserState parsing;
  private final Lexer tokens;
  private final TypeReader types;
  private final DecoratorReader decorators;

  ObjectTypeReader(ParserState parsing, TypeReader types, LiteralReader literals) {
    this.parsing = parsing;
    this.tokens = parsing.tokens;
    this.types = types;
    this.decorators = literals.objects().decorators();
  }

  BicepType object(int depth) throws SyntaxException {
    ObjectParts parts = new ObjectParts(parsing.here());
    parsing.open(TokenKind.RIGHT_BRACE);
    parsing.skipNewLine();
    int highest = 0;
    while (tokens.kind != TokenKind.RIGHT_BRACE) {
      if (parsing.endsUnclosed(true)) {
        types.setHeight(highest + 1);
        return parts.build();
      }
      property(parts, depth + 1);
      highest = Math.max(highest, types.height());
      parsing.separator();
    }
    parsing.close(TokenKind.RIGHT_BRACE, "`}`");
    types.setHeight(highest + 1);
    return parts.build();
  }

  /// An object type under construction.
  private static final class ObjectParts {

    final Origin at;
    final List<PropertyType> properties = new ArrayList<>();
    @Nullable BicepType additional;
    List<Decorator> additionalDecorators = List.of();

    ObjectParts(Origin at) {
      this.at = at;
    }

    BicepType build() {
      return new BicepType.ObjectOf(properties, additional, additionalDecorators, at);
    }
  }

  private void property(ObjectParts parts, int depth) {
    int brackets = parsing.openBrackets();
    types.setHeight(1);
    try {
      List<Decorator> decorated = decorators.decorators(depth);
      decorators.checkNoStatement(decorated);
      Origin at = parsing.here();
      if (parsing.accept(TokenKind.ASTERISK)) {
        BicepType type = typeOf("*", depth);
        if (parts.additional != null) {
          throw parsing.error("`*` is declared multiple times in this type", at);
        }
        parts.additional = type;
        parts.additionalDecorators = decorated;
      } else {
        String name = name();
        parts.properties.add(new PropertyType(decorated, name, typeOf(name, depth), at));
      }
    } catch (SyntaxException _) {
      parsing.skipFrom(brackets);
    }
  }

  private String name() throws SyntaxException {
    String name;
    switch (tokens.kind) {
      case IDENTIFIER -> {
        name = tokens.name();
        tokens.advance();
      }
      case STRING, STRING_LEFT -> name = types.text();
      default -> throw parsing.expected("a property name, `*` or `}`");
    }
    if (name == null) {
      throw parsing.error(
          "a property name in a type cannot contain string interpolation", parsing.here());
    }
    return name;
  }

  private BicepType typeOf(String name, int depth) throws SyntaxException {
    if (!parsing.accept(TokenKind.COLON)) {
      throw parsing.expected("`:` after `" + name + "`");
    }
    BicepType type = types.type(depth);
    parsing.checkEndOfEntry("properties", TokenKind.RIGHT_BRACE);
    return type;
  }

  BicepType tuple(int depth) throws SyntaxException {
    Origin at = parsing.here();
    parsing.open(TokenKind.RIGHT_SQUARE);
    parsing.skipNewLine();
    List<TupleItem> items = new ArrayList<>();
    int highest = 0;
    while (tokens.kind != TokenKind.RIGHT_SQUARE) {
      if (parsing.endsUnclosed(true)) {
        types.setHeight(highest + 1);
        return new BicepType.Tuple(items, at);
      }
      items.add(item(depth + 1));
      highest = Math.max(highest, types.height());
      parsing.separator();
    }
    parsing.close(TokenKind.RIGHT_SQUARE, "`]`");
    types.setHeight(highest + 1);
    return new BicepType.Tuple(items, at);
  }

  private TupleItem item(int depth) {
    int brackets = parsing.openBrackets();
    List<Decorator> decorated = decorators.decorators(depth);
    Origin at = parsing.here();
    try {
      decorators.checkNoStatement(decorated);
      BicepType type = types.type(depth);
      parsing.checkEndOfEntry("items", TokenKind.RIGHT_SQUARE);
      return new TupleItem(decorated, type);
    } catch (SyntaxException _) {
      parsing.skipFrom(brackets);
      types.setHeight(1);
      return new TupleItem(decorated, new BicepType.Missing(at));
    }
  }
}
