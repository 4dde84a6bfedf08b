package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.Set;

/// The shared state of parsing one file: tokens, open brackets, errors and limits.
///
/// Code that finds an error reports it and throws a [SyntaxException], which is caught where
/// parsing can continue without the invalid part: at an entry of an object, an element of an array,
/// an interpolated expression or a statement. The catching code skips the rest of the invalid part
/// with [#skipFrom].
final class ParserState {

  /// The maximum number of expressions, types and entries in one file. The largest public file has
  /// 17,000; a file of 16 MB could have 8 million.
  static final int MAX_NODES = 1_000_000;

  /// The levels that error recovery may add below the deepest level: a spread with a `Missing`
  /// inside.
  private static final int MISSING_HEIGHT = 2;

  /// The maximum length of a token in a message.
  private static final int MAX_EXCERPT = 40;

  /// Thrown on a syntax error that has been reported. Never leaves this package.
  static final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private SyntaxException() {
      super(null, null, false, false);
    }
  }

  final Lexer tokens;
  private final SyntaxProblems problems;

  private final BracketTracker brackets = new BracketTracker();
  private final ErrorRecovery recovery;
  private int nodesLeft = MAX_NODES;
  private boolean tooHighReported;
  private boolean unclosedReported;

  /// @param keywords the words that begin a statement in this kind of file
  ParserState(Lexer tokens, SyntaxProblems problems, Set<String> keywords) {
    this.tokens = tokens;
    this.problems = problems;
    this.recovery = new ErrorRecovery(tokens, brackets, problems, keywords);
  }

  Origin here() {
    return tokens.here();
  }

  boolean at(TokenKind kind) {
    return tokens.kind == kind;
  }

  boolean accept(TokenKind kind) {
    if (tokens.kind != kind) {
      return false;
    }
    tokens.advance();
    return true;
  }

  boolean acceptWord(String word) {
    if (!tokens.isWord(word)) {
      return false;
    }
    tokens.advance();
    return true;
  }

  void skipNewLine() {
    if (tokens.kind == TokenKind.NEW_LINE) {
      tokens.advance();
    }
  }

  /// @param what the expected construct, to follow "expected" in the message
  void expect(TokenKind kind, String what) throws SyntaxException {
    if (!accept(kind)) {
      throw expected(what);
    }
  }

  /// The identifier of a declaration; empty after reporting that it is missing.
  ///
  /// @param what to follow "expected"
  Identifier identifier(String what) {
    Origin at = here();
    if (tokens.kind != TokenKind.IDENTIFIER) {
      reportExpected(what);
      return new Identifier("", at);
    }
    String name = tokens.name();
    tokens.advance();
    return new Identifier(name, at);
  }

  SyntaxException expected(String what) {
    reportExpected(what);
    return new SyntaxException();
  }

  void reportExpected(String what) {
    if (problems.takes(tokens.tokenLine)) {
      report("expected " + what + ", but " + found(), here());
    }
  }

  SyntaxException error(String message, Origin at) {
    report(message, at);
    return new SyntaxException();
  }

  void report(String message, Origin at) {
    problems.error(message, at);
  }

  /// The number of errors so far.
  int errorCount() {
    return problems.count();
  }

  private String found() {
    return switch (tokens.kind) {
      case END_OF_FILE -> "found the end of the file";
      case NEW_LINE -> "found the end of the line";
      case STRING_MIDDLE, STRING_RIGHT -> "found the `}` that ends the interpolation";
      default -> "found `" + excerpt() + "`";
    };
  }

  private String excerpt() {
    String start = tokens.written(MAX_EXCERPT + 1);
    String line = start.replaceAll("\\s+", " ");
    return start.length() > MAX_EXCERPT ? line + "..." : line;
  }

  /// Counts one node of the tree.
  void count() throws SyntaxException {
    if (--nodesLeft < 0) {
      tokens.stop();
      problems.silence(
          "the file has more than %,d expressions and types; the rest of the file is not parsed"
              .formatted(MAX_NODES),
          here());
      throw new SyntaxException();
    }
  }

  /// @param reached the depth of a node in the tree of its statement
  void checkHeight(int reached) throws SyntaxException {
    if (reached > BicepParser.MAX_HEIGHT - MISSING_HEIGHT) {
      if (!tooHighReported) {
        tooHighReported = true;
        report(
            "expressions or types are nested more than %d levels deep; move parts into `var` or `type` declarations"
                .formatted(BicepParser.MAX_HEIGHT - MISSING_HEIGHT),
            here());
      }
      throw new SyntaxException();
    }
  }

  /// Consumes an opening bracket.
  void open(TokenKind closer) {
    brackets.open(closer, tokens.tokenLine);
    tokens.advance();
  }

  /// The number of open brackets.
  int openBrackets() {
    return brackets.size();
  }

  /// Consumes the closing bracket of the innermost open bracket.
  ///
  /// @param what to follow "expected"
  void close(TokenKind closer, String what) throws SyntaxException {
    if (tokens.kind != closer) {
      throw expected(what);
    }
    brackets.close();
    tokens.advance();
  }

  /// Consumes the last segment of the innermost open string.
  void closeString() {
    brackets.close();
    tokens.advance();
  }

  /// Consumes the separator of entries: a line end, or a comma on the same line.
  void separator() {
    if (accept(TokenKind.COMMA) && tokens.kind == TokenKind.NEW_LINE) {
      report("unexpected new line after `,`; remove the `,`", here());
    }
    skipNewLine();
  }

  /// Checks that an entry ends at the current token.
  ///
  /// @param entries the word for the entries, to follow "between two" in the message
  void checkEndOfEntry(String entries, TokenKind closer) throws SyntaxException {
    boolean ends =
        tokens.firstOnLine
            || tokens.kind == closer
            || switch (tokens.kind) {
              case NEW_LINE, COMMA, END_OF_FILE, STRING_MIDDLE, STRING_RIGHT -> true;
              case RIGHT_BRACE, RIGHT_SQUARE, RIGHT_PARENTHESIS -> brackets.isOpen(tokens.kind);
              default -> false;
            };
    if (!ends) {
      throw expected("a new line or `,` between two " + entries);
    }
  }

  /// Whether the innermost open bracket ends here without a closing bracket, because the file ends,
  /// an enclosing bracket is closed, or a line begins a statement. If so, reports and closes it.
  ///
  /// @param decorated whether decorators are allowed here
  boolean endsUnclosed(boolean decorated) {
    TokenKind closer = brackets.closer();
    boolean ends =
        switch (tokens.kind) {
          case END_OF_FILE, STRING_MIDDLE, STRING_RIGHT -> true;
          case RIGHT_BRACE, RIGHT_SQUARE, RIGHT_PARENTHESIS ->
              tokens.kind != closer && brackets.isOpen(tokens.kind);
          default -> beginsStatement() && !(decorated && tokens.kind == TokenKind.AT);
        };
    if (ends) {
      reportUnclosed();
      brackets.close();
    }
    return ends;
  }

  /// Begins a top-level statement.
  void beginStatement() {
    unclosedReported = false;
  }

  /// Reports that the innermost bracket is not closed. If the cause is the start of a statement,
  /// the enclosing brackets are unclosed as well and only the first is reported.
  private void reportUnclosed() {
    boolean closed =
        tokens.kind == TokenKind.RIGHT_BRACE
            || tokens.kind == TokenKind.RIGHT_SQUARE
            || tokens.kind == TokenKind.RIGHT_PARENTHESIS;
    if (!closed && unclosedReported) {
      return;
    }
    unclosedReported |= !closed;
    boolean brace = brackets.closer() == TokenKind.RIGHT_BRACE;
    reportExpected(
        (brace ? "`}` to close the `{`" : "`]` to close the `[`") + " on line " + brackets.line());
  }

  SyntaxException unclosed() {
    reportUnclosed();
    return new SyntaxException();
  }

  boolean atEndOfStatement() {
    return tokens.kind == TokenKind.NEW_LINE || tokens.kind == TokenKind.END_OF_FILE;
  }

  /// As [ErrorRecovery#beginsStatement].
  boolean beginsStatement() {
    return recovery.beginsStatement();
  }

  /// As [ErrorRecovery#skipFrom].
  void skipFrom(int kept) {
    recovery.skipFrom(kept);
  }

  /// As [ErrorRecovery#skipHole].
  void skipHole(int kept) {
    recovery.skipHole(kept);
  }
}
