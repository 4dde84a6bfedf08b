package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.BicepParser;
import dev.redoubt.bicep.syntax.SourceToken;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.bicep.syntax.TokenKind;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.fixes.edit.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A Bicep file with the ranges of its parts.
final class BicepSource {

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
  private final BicepFile tree;
  private final List<SourceToken> tokens;
  private final boolean valid;
  private final List<Declaration> declarations = new ArrayList<>();
  private final Map<String, Integer> uses = new HashMap<>();

  BicepSource(SourceText source, BicepFile.Kind kind, int file) {
    List<Problem> problems = new ArrayList<>();
    this.source = source;
    this.tree = BicepParser.parse(source.text(), kind, file, problems);
    this.tokens = SourceToken.of(source.text());
    this.valid = problems.stream().noneMatch(each -> each.severity() == Problem.Severity.ERROR);
    if (valid) {
      index();
    }
  }

  private void index() {
    for (Statement statement : tree.statements()) {
      if (statement instanceof Statement.Resource resource) {
        add(resource, List.of(), declarations);
      }
    }
    for (SourceToken token : tokens) {
      if (token.kind() == TokenKind.IDENTIFIER) {
        uses.merge(source.slice(token.start(), token.end()), 1, Integer::sum);
      }
    }
  }

  /// The characters from `start` up to `end`.
  record Range(int start, int end) {}

  /// A resource, with the resources that it is nested in, outermost first.
  ///
  /// @param body null if the declaration has no object
  record Declaration(
      BicepSource file,
      Statement.Resource statement,
      List<Declaration> outer,
      @Nullable ObjectLiteral body,
      BicepExpression.@Nullable For loop,
      BicepExpression.@Nullable If condition) {

    /// The expression for the resource: `account`, `account::deployment`.
    String symbol() {
      StringBuilder symbol = new StringBuilder();
      outer.forEach(each -> symbol.append(each.statement.name().text()).append("::"));
      return symbol.append(statement.name().text()).toString();
    }

    /// The statement of the file that contains the declaration.
    Statement.Resource top() {
      return outer.isEmpty() ? statement : outer.getFirst().statement;
    }
  }

  /// Whether the file has no syntax error; one with an error is not changed.
  boolean isValid() {
    return valid;
  }

  SourceText source() {
    return source;
  }

  String name() {
    return source.name();
  }

  List<Statement> statements() {
    return tree.statements();
  }

  /// The innermost resource at a location; null if there is none.
  @Nullable Declaration declarationAt(Origin origin) {
    int index = source.index(origin);
    return declarations().stream()
        .filter(each -> contains(statementRange(each.statement()), index))
        .max(Comparator.comparingInt(each -> statementRange(each.statement()).start()))
        .orElse(null);
  }

  private static boolean contains(Range range, int index) {
    return range.start() <= index && index < range.end();
  }

  List<Declaration> declarations() {
    return declarations;
  }

  private void add(Statement.Resource resource, List<Declaration> outer, List<Declaration> found) {
    BicepExpression body = resource.body();
    BicepExpression.For loop = body instanceof BicepExpression.For each ? each : null;
    if (loop != null) {
      body = loop.body();
    }
    BicepExpression.If condition = body instanceof BicepExpression.If each ? each : null;
    if (condition != null) {
      body = condition.body();
    }
    ObjectLiteral object = body instanceof ObjectLiteral literal ? literal : null;
    Declaration declaration = new Declaration(this, resource, outer, object, loop, condition);
    found.add(declaration);
    if (object == null) {
      return;
    }
    List<Declaration> inner = new ArrayList<>(outer);
    inner.add(declaration);
    for (BicepExpression.Entry entry : object.entries()) {
      if (entry instanceof BicepExpression.NestedResource(var nested)) {
        add(nested, inner, found);
      }
    }
  }

  /// From the keyword to the last token.
  Range statementRange(Statement statement) {
    int start = source.index(statement.origin());
    return new Range(start, valueEnd(start));
  }

  /// From the first decorator to the last token.
  Range decoratedRange(Statement statement) {
    Range range = statementRange(statement);
    int start =
        statement.decorators().isEmpty()
            ? range.start()
            : source.index(statement.decorators().getFirst().origin());
    return new Range(source.text().charAt(start) == '@' ? start : start - 1, range.end());
  }

  /// The value of a property.
  Range value(BicepExpression.Property property) {
    int key = token(source.index(property.key().origin()));
    int colon = key;
    while (tokens.get(colon).kind() != TokenKind.COLON) {
      if (OPENING.contains(tokens.get(colon).kind())) {
        colon = closing(colon);
      }
      colon++;
    }
    int start = tokens.get(colon + 1).start();
    return new Range(start, valueEnd(start));
  }

  /// From the key to the end of the value.
  Range property(BicepExpression.Property property) {
    return new Range(source.index(property.key().origin()), value(property).end());
  }

  /// The value after the `=` of a declaration; null if there is none.
  @Nullable Range assigned(Statement statement) {
    Range range = statementRange(statement);
    for (int i = token(range.start()); tokens.get(i).start() < range.end(); i++) {
      TokenKind kind = tokens.get(i).kind();
      if (OPENING.contains(kind)) {
        i = closing(i);
      } else if (kind == TokenKind.ASSIGNMENT) {
        return new Range(tokens.get(i + 1).start(), range.end());
      }
    }
    return null;
  }

  /// The range of an expression whose origin is its first token.
  Range expression(BicepExpression expression) {
    int start = source.index(expression.origin());
    return new Range(start, valueEnd(start));
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
  Range brackets(BicepExpression literal) {
    int open = token(source.index(literal.origin()));
    return new Range(tokens.get(open).start(), tokens.get(closing(open)).start());
  }

  /// The place after the last entry of an object whose closing bracket is on a line of its own,
  /// with the comment after the entry; -1 if the bracket is not.
  int afterEntries(BicepExpression literal) {
    int close = token(brackets(literal).end());
    SourceToken before = tokens.get(close - 1);
    return before.kind() == TokenKind.NEW_LINE ? before.start() : -1;
  }

  /// The end of the line on which a range ends, with its comment.
  int lineEndAfter(Range range) {
    int next = token(range.end());
    return tokens.get(next).start();
  }

  /// How many times a name occurs as an identifier.
  int uses(String name) {
    return uses.getOrDefault(name, 0);
  }

  /// Whether a name, apart from its declaration, is only the value of properties of one name. With
  /// another value it then means the same for all of them.
  boolean isUsedOnlyFor(String name, String property) {
    int found = 0;
    for (int i = 2; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == TokenKind.IDENTIFIER
          && text(i).equals(name)
          && tokens.get(i - 1).kind() == TokenKind.COLON
          && text(i - 2).equals(property)) {
        found++;
      }
    }
    return found == uses(name) - 1;
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
