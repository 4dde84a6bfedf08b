package dev.redoubt.bicep.syntax;

import java.util.Set;

/// Finds where to go on behind a mistake: at the next entry, element, piece of a string or
/// statement. Each token is skipped once, so that all of it takes time linear in the text.
final class ErrorRecovery {

  /// More brackets than that are not of a text that people write; each takes memory.
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

  /// Whether a statement begins with this token: the first of its line, a keyword, and behind it
  /// what no property, element or operand has behind its name.
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

  /// Whether a property begins with this token, the first of its line.
  private boolean beginsProperty() {
    return tokens.firstOnLine
        && (tokens.kind == TokenKind.IDENTIFIER || tokens.kind == TokenKind.STRING)
        && tokens.following() == ':';
  }

  /// Skips what is left of a hole, up to the next piece of its string.
  ///
  /// @param kept how many brackets were open before what stands in the hole
  void skipHole(int kept) {
    skipFrom(kept);
    while (tokens.kind != TokenKind.STRING_MIDDLE
        && tokens.kind != TokenKind.STRING_RIGHT
        && tokens.kind != TokenKind.END_OF_FILE) {
      tokens.advance();
      skipFrom(kept);
    }
  }

  /// Skips what is left of something broken: up to the end of its line, a comma, or what ends what
  /// is around it. Brackets that it opened are skipped with all that is in them, as far as they can
  /// be seen to be closed.
  ///
  /// @param kept how many were open before it
  void skipFrom(int kept) {
    while (!skipped(kept)) {
      tokens.advance();
    }
    brackets.closeTo(kept);
  }

  /// Whether skipping ends with this token; else it belongs to what is skipped.
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
          "more than %,d brackets are open; the rest of the file is not read".formatted(MAX_OPEN),
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

  /// Whether a line begins something else, inside of brackets that seem to be unclosed.
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
