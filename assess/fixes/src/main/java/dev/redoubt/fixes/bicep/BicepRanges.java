package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.SourceToken;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.bicep.syntax.TokenKind;
import dev.redoubt.fixes.edit.SourceText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ranges of the parts of a Bicep file. The syntax tree has only their starts; the tokens have
/// their ends.
final class BicepRanges {

  private static final Set<TokenKind> OPENING =
      EnumSet.of(
          TokenKind.LEFT_BRACE,
          TokenKind.LEFT_PARENTHESIS,
          TokenKind.LEFT_SQUARE,
          TokenKind.STRING_LEFT);

  private static final Set<TokenKind> CLOSING =
      EnumSet.of(
          TokenKind.RIGHT_BRACE,
          TokenKind.RIGHT_PARENTHESIS,
          TokenKind.RIGHT_SQUARE,
          TokenKind.STRING_RIGHT);

  /// An expression continues on a line that starts with one of these.
  private static final Set<TokenKind> CONTINUING =
      EnumSet.of(
          TokenKind.QUESTION,
          TokenKind.COLON,
          TokenKind.DOT,
          TokenKind.PIPE,
          TokenKind.AND,
          TokenKind.OR,
          TokenKind.COALESCE,
          TokenKind.EQUAL,
          TokenKind.NOT_EQUAL,
          TokenKind.PLUS);

  private final SourceText source;
  private final List<SourceToken> tokens;
  private final Map<String, List<Place>> places = new HashMap<>();

  BicepRanges(SourceText source) {
    this.source = source;
    this.tokens = SourceToken.of(source.text());
  }

  /// From the keyword to the last token.
  TextRange statement(Statement statement) {
    int start = source.index(statement.origin());
    return new TextRange(start, valueEnd(start));
  }

  /// From the first decorator to the last token.
  TextRange decorated(Statement statement) {
    TextRange range = statement(statement);
    int start =
        statement.decorators().isEmpty()
            ? range.start()
            : source.index(statement.decorators().getFirst().origin());
    return new TextRange(source.text().charAt(start) == '@' ? start : start - 1, range.end());
  }

  /// The value of a property.
  TextRange value(BicepExpression.Property property) {
    int key = token(source.index(property.key().origin()));
    int colon = key;
    while (tokens.get(colon).kind() != TokenKind.COLON) {
      if (OPENING.contains(tokens.get(colon).kind())) {
        colon = closing(colon);
      }
      colon++;
    }
    int start = tokens.get(colon + 1).start();
    return new TextRange(start, valueEnd(start));
  }

  /// From the key to the end of the value.
  TextRange property(BicepExpression.Property property) {
    return new TextRange(source.index(property.key().origin()), value(property).end());
  }

  /// The value after the `=` of a declaration; null if there is none.
  @Nullable TextRange assigned(Statement statement) {
    TextRange range = statement(statement);
    for (int i = token(range.start()); tokens.get(i).start() < range.end(); i++) {
      TokenKind kind = tokens.get(i).kind();
      if (OPENING.contains(kind)) {
        i = closing(i);
      } else if (kind == TokenKind.ASSIGNMENT) {
        return new TextRange(tokens.get(i + 1).start(), range.end());
      }
    }
    return null;
  }

  /// The text in the parentheses after `if`.
  String condition(BicepExpression.If condition) {
    int open = token(source.index(condition.origin()));
    while (tokens.get(open).kind() != TokenKind.LEFT_PARENTHESIS) {
      open++;
    }
    return source.slice(tokens.get(open).end(), tokens.get(closing(open)).start());
  }

  /// The text of the array that a loop runs over.
  String iterated(BicepExpression.For loop) {
    int at = token(source.index(loop.origin()));
    while (!text(at).equals("in")) {
      at++;
    }
    int from = tokens.get(at + 1).start();
    while (tokens.get(at).kind() != TokenKind.COLON) {
      at = OPENING.contains(tokens.get(at).kind()) ? closing(at) + 1 : at + 1;
    }
    return source.slice(from, tokens.get(at - 1).end());
  }

  private String text(int token) {
    return source.slice(tokens.get(token).start(), tokens.get(token).end());
  }

  /// The indexes of the brackets of an object or array.
  TextRange brackets(BicepExpression literal) {
    int open = token(source.index(literal.origin()));
    return new TextRange(tokens.get(open).start(), tokens.get(closing(open)).start());
  }

  /// Whether the closing bracket of an object is on a line of its own.
  boolean isClosedOnOwnLine(BicepExpression literal) {
    return tokens.get(token(brackets(literal).end()) - 1).kind() == TokenKind.NEW_LINE;
  }

  /// Whether a comma follows the last entry of an object on one line.
  boolean endsWithComma(BicepExpression literal) {
    return tokens.get(token(brackets(literal).end()) - 1).kind() == TokenKind.COMMA;
  }

  /// The place after the last entry of an object: with the comment after the entry if the closing
  /// bracket is on a line of its own.
  int afterEntries(BicepExpression literal) {
    SourceToken before = tokens.get(token(brackets(literal).end()) - 1);
    return before.kind() == TokenKind.NEW_LINE ? before.start() : before.end();
  }

  /// The end of the line on which a range ends, with its comment.
  int lineEndAfter(TextRange range) {
    int next = token(range.end());
    return tokens.get(next).start();
  }

  /// The places of a name as an identifier, in the order of the file.
  List<Place> places(String name) {
    if (places.isEmpty()) {
      for (int i = 0; i < tokens.size(); i++) {
        if (tokens.get(i).kind() == TokenKind.IDENTIFIER) {
          places
              .computeIfAbsent(text(i), _ -> new ArrayList<>())
              .add(new Place(tokens.get(i).start(), isValue(i) ? text(i - 2) : ""));
        }
      }
    }
    return places.getOrDefault(name, List.of());
  }

  private boolean isValue(int token) {
    return token > 1
        && tokens.get(token - 1).kind() == TokenKind.COLON
        && (ends(token + 1) || CLOSING.contains(tokens.get(token + 1).kind()));
  }

  /// A use of a name.
  ///
  /// @param property the property whose value is the name; empty if it is part of another
  ///   expression
  record Place(int start, String property) {}

  /// The start of the comma before an index, otherwise the index.
  int beforeComma(int index) {
    int before = token(index) - 1;
    return before >= 0 && tokens.get(before).kind() == TokenKind.COMMA
        ? tokens.get(before).start()
        : index;
  }

  /// The range of a text without interpolation.
  TextRange text(BicepExpression.StringLiteral literal) {
    SourceToken token = tokens.get(token(source.index(literal.origin())));
    return new TextRange(token.start(), token.end());
  }

  /// The end of the comma that follows an index; -1 if none does.
  int afterComma(int index) {
    SourceToken next = tokens.get(token(index));
    return next.kind() == TokenKind.COMMA ? next.end() : -1;
  }

  private int valueEnd(int start) {
    int first = token(start);
    int depth = 0;
    for (int i = first; ; i++) {
      TokenKind kind = tokens.get(i).kind();
      if (OPENING.contains(kind)) {
        depth++;
      } else if (CLOSING.contains(kind)) {
        depth--;
      }
      if (kind == TokenKind.END_OF_FILE || depth < 0 || (depth == 0 && ends(i))) {
        return i == first ? tokens.get(i).start() : tokens.get(i - 1).end();
      }
    }
  }

  private boolean ends(int token) {
    TokenKind kind = tokens.get(token).kind();
    return kind == TokenKind.COMMA
        || (kind == TokenKind.NEW_LINE && !CONTINUING.contains(tokens.get(token + 1).kind()));
  }

  /// The token that closes a bracket or string.
  private int closing(int opening) {
    int depth = 0;
    for (int i = opening; i < tokens.size(); i++) {
      if (OPENING.contains(tokens.get(i).kind())) {
        depth++;
      } else if (CLOSING.contains(tokens.get(i).kind()) && --depth == 0) {
        return i;
      }
    }
    return tokens.size() - 1;
  }

  /// The first token that ends after an index.
  private int token(int index) {
    int low = 0;
    int high = tokens.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).end() > index) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
