package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Splits a text into tokens, one at a time; the fields describe the current token.
///
/// An interpolated string is several tokens, with the tokens of the interpolated expressions
/// between them. Each STRING_LEFT has its STRING_RIGHT, also in invalid text, so that code that
/// skips tokens needs no knowledge of strings. The rules are those of the Bicep compiler's lexer.
final class Lexer extends StringScanner {

  /// The compiler's limit; a longer name is reported and still read.
  static final int MAX_NAME_LENGTH = 255;

  /// Marks a brace inside an interpolated expression in `nesting`; a string is marked by its number
  /// of dollars, 0 for a single-line string.
  private static final int BRACE = -1;

  private final NameInterner names = new NameInterner();

  /// The open strings and braces; empty outside interpolated expressions.
  private int[] nesting = new int[16];

  private int nested;

  TokenKind kind = TokenKind.NEW_LINE;

  /// The index of the first character of the token; the position is its end.
  int start;

  int tokenLine = 1;
  int tokenColumn = 1;

  /// Whether the token is the first of its line, apart from blanks and comments.
  boolean firstOnLine;

  private int hash;

  /// Positions the lexer before the first token.
  Lexer(String text, SyntaxProblems problems) {
    this(text, problems, null);
  }

  /// @param comments receives the comments that are skipped
  Lexer(String text, SyntaxProblems problems, @Nullable List<BicepComment> comments) {
    super(text, problems, comments);
    if (this.text[0] == '\uFEFF') {
      position++;
      lineStart++;
    }
    skipSpace(false, true);
  }

  /// Reads the next token. After the last token, END_OF_FILE repeats.
  void advance() {
    firstOnLine = kind == TokenKind.NEW_LINE;
    skipSpace(false, false);
    start = position;
    tokenLine = line;
    tokenColumn = position - lineStart + 1;
    kind = scan();
  }

  /// The location of the token.
  Origin here() {
    return problems.origin(tokenLine, tokenColumn);
  }

  /// Treats the text as ended after this token.
  void stop() {
    endHere();
  }

  /// The text of an identifier, interned: the same string instance for equal text.
  String name() {
    return names.name(text, start, position, hash);
  }

  /// At most the first `most` characters of the token, as written.
  String written(int most) {
    return new String(text, start, Math.min(most, position - start));
  }

  boolean isWord(String word) {
    return kind == TokenKind.IDENTIFIER
        && position - start == word.length()
        && startsWith(word, start);
  }

  private TokenKind scan() {
    char c = text[position];
    if (isNameStart(c)) {
      return identifier(c);
    }
    if (isDigit(c)) {
      while (isDigit(text[position])) {
        position++;
      }
      return TokenKind.INTEGER;
    }
    return switch (c) {
      case '\n', '\r' -> lineEnd();
      case '\'' -> stringStart();
      case '$' -> dollarString();
      case '{' -> leftBrace();
      case '}' -> rightBrace();
      case '\0' -> end();
      default -> mark(c);
    };
  }

  private TokenKind identifier(char first) {
    int code = 0;
    char c = first;
    int index = position;
    do {
      code = 31 * code + c;
      c = text[++index];
    } while (isNamePart(c));
    position = index;
    hash = code;
    int length = index - start;
    if (length == 4 || length == 5) {
      return word(first);
    }
    if (length > MAX_NAME_LENGTH) {
      problems.error(
          "the identifier exceeds the limit of %d characters; it has %,d"
              .formatted(MAX_NAME_LENGTH, length),
          here());
    }
    return TokenKind.IDENTIFIER;
  }

  private TokenKind word(char first) {
    int length = position - start;
    if (first == 't' && length == 4 && startsWith("true", start)) {
      return TokenKind.TRUE;
    }
    if (first == 'n' && length == 4 && startsWith("null", start)) {
      return TokenKind.NULL;
    }
    return first == 'f' && length == 5 && startsWith("false", start)
        ? TokenKind.FALSE
        : TokenKind.IDENTIFIER;
  }

  private TokenKind mark(char c) {
    position++;
    char next = text[position];
    return switch (c) {
      case '(' -> TokenKind.LEFT_PARENTHESIS;
      case ')' -> TokenKind.RIGHT_PARENTHESIS;
      case '[' -> TokenKind.LEFT_SQUARE;
      case ']' -> TokenKind.RIGHT_SQUARE;
      case '@' -> TokenKind.AT;
      case ',' -> TokenKind.COMMA;
      case '+' -> TokenKind.PLUS;
      case '-' -> TokenKind.MINUS;
      case '*' -> TokenKind.ASTERISK;
      case '/' -> TokenKind.SLASH;
      case '%' -> TokenKind.PERCENT;
      case '^' -> TokenKind.HAT;
      case '.' -> next == '.' && text[position + 1] == '.' ? ellipsis() : TokenKind.DOT;
      case '?' -> pair(next, '?', TokenKind.COALESCE, TokenKind.QUESTION);
      case ':' -> pair(next, ':', TokenKind.DOUBLE_COLON, TokenKind.COLON);
      case '<' -> pair(next, '=', TokenKind.LESS_OR_EQUAL, TokenKind.LESS);
      case '>' -> pair(next, '=', TokenKind.GREATER_OR_EQUAL, TokenKind.GREATER);
      case '|' -> pair(next, '|', TokenKind.OR, TokenKind.PIPE);
      case '&' -> next == '&' ? pair(next, '&', TokenKind.AND, TokenKind.UNKNOWN) : unknown(c);
      case '!' ->
          next == '~'
              ? pair(next, '~', TokenKind.NOT_EQUAL_IGNORING_CASE, TokenKind.EXCLAMATION)
              : pair(next, '=', TokenKind.NOT_EQUAL, TokenKind.EXCLAMATION);
      case '=' -> equals(next);
      default -> unknown(c);
    };
  }

  private TokenKind equals(char next) {
    return switch (next) {
      case '=' -> pair(next, '=', TokenKind.EQUAL, TokenKind.ASSIGNMENT);
      case '~' -> pair(next, '~', TokenKind.EQUAL_IGNORING_CASE, TokenKind.ASSIGNMENT);
      default -> pair(next, '>', TokenKind.ARROW, TokenKind.ASSIGNMENT);
    };
  }

  private TokenKind pair(char next, char second, TokenKind both, TokenKind one) {
    if (next != second) {
      return one;
    }
    position++;
    return both;
  }

  private TokenKind ellipsis() {
    position += 2;
    return TokenKind.ELLIPSIS;
  }

  private TokenKind unknown(char c) {
    if (!problems.takes(line)) {
      return TokenKind.UNKNOWN;
    }
    String shown =
        c > ' ' && c < 0x7f
            ? "unrecognized character `" + c + "`"
            : "unrecognized character U+%04X outside strings and comments".formatted((int) c);
    String remedy = c == '"' ? "; strings are enclosed in `'`" : "";
    problems.error(shown + remedy, here());
    return TokenKind.UNKNOWN;
  }

  private TokenKind end() {
    if (!atEnd()) {
      position++;
      return unknown('\0');
    }
    return nested == 0 ? TokenKind.END_OF_FILE : unfinished("end of the file");
  }

  private TokenKind lineEnd() {
    if (nested > 0) {
      return unfinished("end of the line");
    }
    skipSpace(true, false);
    return TokenKind.NEW_LINE;
  }

  private TokenKind leftBrace() {
    position++;
    if (nested > 0) {
      nest(BRACE);
    }
    return TokenKind.LEFT_BRACE;
  }

  private TokenKind rightBrace() {
    position++;
    if (nested == 0) {
      return TokenKind.RIGHT_BRACE;
    }
    int open = nesting[nested - 1];
    if (open == BRACE) {
      nested--;
      return TokenKind.RIGHT_BRACE;
    }
    return next(open);
  }

  private void nest(int open) {
    if (nested == nesting.length) {
      nesting = Arrays.copyOf(nesting, nested * 2);
    }
    nesting[nested++] = open;
  }

  /// Ends the innermost interpolated expression at an unexpected line or file end. A single-line
  /// string ends with it; a multi-line string continues.
  private TokenKind unfinished(String where) {
    problems.error("unexpected " + where + " inside `${`; close it with `}`", here());
    while (nesting[nested - 1] == BRACE) {
      nested--;
    }
    int dollars = nesting[nested - 1];
    if (dollars > 0 && !atEnd()) {
      TokenKind piece = next(dollars);
      malformed = true;
      return piece;
    }
    nested--;
    brokenPiece();
    return TokenKind.STRING_RIGHT;
  }

  private TokenKind stringStart() {
    if (startsWith("'''", position)) {
      position += 3;
      scanLines(0, true);
      return TokenKind.STRING;
    }
    position++;
    if (!scanLine(start)) {
      return TokenKind.STRING;
    }
    nest(0);
    return TokenKind.STRING_LEFT;
  }

  /// A multi-line string such as `$$'''`: the number of dollars starts an interpolated expression.
  private TokenKind dollarString() {
    while (text[position] == '$') {
      position++;
    }
    int dollars = position - start;
    if (!startsWith("'''", position)) {
      return unknown('$');
    }
    position += 3;
    if (!scanLines(dollars, true)) {
      return TokenKind.STRING;
    }
    nest(dollars);
    return TokenKind.STRING_LEFT;
  }

  /// The string segment after an interpolated expression.
  private TokenKind next(int dollars) {
    if (dollars == 0 ? scanLine(start) : scanLines(dollars, false)) {
      return TokenKind.STRING_MIDDLE;
    }
    nested--;
    return TokenKind.STRING_RIGHT;
  }
}
