package dev.redoubt.bicep.syntax;

import java.util.Set;

/// Skips tokens after a syntax error up to the next entry, element, string segment or statement.
/// Each token is skipped at most once, so recovery takes time linear in the text.
final class ErrorRecovery {

  /// The maximum number of open brackets; no hand-written text has more, and each takes memory.
  static final int MAX_OPEN = 100_000;

  private final Lexer tokens;
  private final BracketTracker brackets;
  private final SyntaxProblems problems;

  /// The words that begin a statement in this kind of file.
  private final Set<String> keywords;

  ErrorRecovery(
      Lexer tokens, BracketTracker brackets, SyntaxProblems problems, Set<String> keywords) {
    this.problems = problems;
    this.tokens = tokens;
    this.brackets = brackets;
    this.keywords = keywords;
  }

  /// Whether a statement begins with this token: it is the first of its line, a keyword, and
  /// followed by a character that cannot follow the name of a property, an element or an operand.
  boolean beginsStatement() {
    if (!tokens.firstOnLine) {
      return false;
    }
    if (tokens.kind == TokenKind.AT) {
      return tokens.tokenColumn == 1;
    }
    if (tokens.kind != TokenKind.IDENTIFIER) {
      return false;
    }
    char next = tokens.following();
    boolean sign = next == '\'' || next == '{' || next == '*' || TextCursor.isNameStart(next);
    return sign ? keywords.contains(tokens.name()) : next == '=' && tokens.isWord("targetScope");
  }

  /// Whether a property begins with this token, which is the first of its line.
  private boolean beginsProperty() {
    return tokens.firstOnLine
        && (tokens.kind == TokenKind.IDENTIFIER || tokens.kind == TokenKind.STRING)
        && tokens.following() == ':';
  }

  /// Skips the rest of an interpolated expression, up to the next segment of its string.
  ///
  /// @param kept the number of brackets that were open before the interpolated expression
  void skipHole(int kept) {
    skipFrom(kept);
    while (tokens.kind != TokenKind.STRING_MIDDLE
        && tokens.kind != TokenKind.STRING_RIGHT
        && tokens.kind != TokenKind.END_OF_FILE) {
      tokens.advance();
      skipFrom(kept);
    }
  }

  /// Skips the rest of an invalid construct: up to the end of its line, a comma, or the end of the
  /// enclosing construct. Brackets that it opened are skipped with their content, as far as they
  /// are closed.
  ///
  /// @param kept the number of brackets that were open before it
  void skipFrom(int kept) {
    while (!skipped(kept)) {
      tokens.advance();
    }
    brackets.closeTo(kept);
  }

  /// Whether skipping ends at this token; otherwise the token is skipped.
  private boolean skipped(int kept) {
    return switch (tokens.kind) {
      case END_OF_FILE -> true;
      case NEW_LINE -> brackets.size() == kept;
      case COMMA -> brackets.size() == kept && kept > 0;
      case LEFT_BRACE -> opened(TokenKind.RIGHT_BRACE);
      case LEFT_SQUARE -> opened(TokenKind.RIGHT_SQUARE);
      case LEFT_PARENTHESIS -> opened(TokenKind.RIGHT_PARENTHESIS);
      case STRING_LEFT -> opened(TokenKind.STRING_RIGHT);
      case STRING_MIDDLE -> {
        brackets.closeTo(TokenKind.STRING_RIGHT, kept);
        yield brackets.size() == kept;
      }
      case RIGHT_BRACE, RIGHT_SQUARE, RIGHT_PARENTHESIS, STRING_RIGHT -> closed(kept);
      default -> beginsOther(kept);
    };
  }

  private boolean opened(TokenKind closer) {
    if (brackets.size() >= MAX_OPEN) {
      tokens.stop();
      problems.silence(
          "more than %,d nested brackets; the rest of the file is not parsed".formatted(MAX_OPEN),
          tokens.here());
    } else {
      brackets.open(closer, tokens.tokenLine);
    }
    return false;
  }

  private boolean closed(int kept) {
    if (!brackets.isOpen(tokens.kind)) {
      return false;
    }
    brackets.closeTo(tokens.kind, kept);
    if (brackets.size() == kept) {
      return true;
    }
    brackets.close();
    return false;
  }

  /// Whether a line starts another construct inside brackets that appear to be unclosed.
  private boolean beginsOther(int kept) {
    boolean inside = brackets.size() > kept;
    if (beginsStatement() && (!inside || tokens.tokenColumn == 1)) {
      return true;
    }
    return inside
        && brackets.closer() != TokenKind.RIGHT_BRACE
        && brackets.isBrace(kept)
        && beginsProperty();
  }
}
