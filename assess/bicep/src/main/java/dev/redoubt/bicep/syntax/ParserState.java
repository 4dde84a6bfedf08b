package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.Set;

/// The reading of one file: its tokens, the brackets that are open, and what may be built of it.
///
/// Whoever finds a mistake reports it, and throws a [Mistake] to whoever can go on without what is
/// broken: an entry of an object, an element of an array, a hole of a string, a statement. That one
/// skips what is left of it with [#skipFrom].
final class ParserState {

  /// What one file may hold of expressions, types and entries. The largest public file has 17,000;
  /// one of 16 MB could have 8 million.
  static final int MAX_NODES = 1_000_000;

  /// What recovery may add below the last level: a spread, and in it what is missing.
  private static final int MISSING_HEIGHT = 2;

  /// How much of a token a message shows.
  private static final int MAX_EXCERPT = 40;

  /// What the text cannot be; it has been reported. Never leaves this package.
  static final class Mistake extends Exception {

    private static final long serialVersionUID = 1L;

    private Mistake() {
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

  /// @param what what belongs here, to follow "expected"
  void expect(TokenKind kind, String what) throws Mistake {
    if (!accept(kind)) {
      throw expected(what);
    }
  }

  /// A name that is declared, or an empty one after saying that it is missing.
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

  Mistake expected(String what) {
    reportExpected(what);
    return new Mistake();
  }

  void reportExpected(String what) {
    if (problems.takes(tokens.tokenLine)) {
      report("expected " + what + ", but " + found(), here());
    }
  }

  Mistake mistake(String message, Origin at) {
    report(message, at);
    return new Mistake();
  }

  void report(String message, Origin at) {
    problems.error(message, at);
  }

  /// How many mistakes there were.
  int mistakes() {
    return problems.count();
  }

  private String found() {
    return switch (tokens.kind) {
      case END_OF_FILE -> "the file ends";
      case NEW_LINE -> "the line ends";
      case STRING_MIDDLE, STRING_RIGHT -> "found the `}` that ends the hole of the string";
      default -> "found `" + excerpt() + "`";
    };
  }

  private String excerpt() {
    String start = tokens.written(MAX_EXCERPT + 1);
    String line = start.replaceAll("\\s+", " ");
    return start.length() > MAX_EXCERPT ? line + "..." : line;
  }

  /// Counts one part of the tree.
  void count() throws Mistake {
    if (--nodesLeft < 0) {
      tokens.stop();
      problems.silence(
          "the file has more than %,d parts of expressions and types; the rest of it is not read"
              .formatted(MAX_NODES),
          here());
      throw new Mistake();
    }
  }

  /// @param reached how far a part of the tree is from the top of its statement
  void checkHeight(int reached) throws Mistake {
    if (reached > BicepParser.MAX_HEIGHT - MISSING_HEIGHT) {
      if (!tooHighReported) {
        tooHighReported = true;
        report(
            "more than %d levels of expressions or types; give parts of them names"
                .formatted(BicepParser.MAX_HEIGHT - MISSING_HEIGHT),
            here());
      }
      throw new Mistake();
    }
  }

  /// Moves over an opening bracket.
  void open(TokenKind closer) {
    brackets.open(closer, tokens.tokenLine);
    tokens.advance();
  }

  /// How many brackets are open.
  int openBrackets() {
    return brackets.size();
  }

  /// Moves over the closing bracket of what was opened last.
  ///
  /// @param what to follow "expected"
  void close(TokenKind closer, String what) throws Mistake {
    if (tokens.kind != closer) {
      throw expected(what);
    }
    brackets.close();
    tokens.advance();
  }

  /// Moves over the last piece of the string that was opened last.
  void closeString() {
    brackets.close();
    tokens.advance();
  }

  /// Moves over what separates entries: a line end, or a comma on the line.
  void separator() {
    if (accept(TokenKind.COMMA) && tokens.kind == TokenKind.NEW_LINE) {
      report("a line end separates already; leave out the `,` before it", here());
    }
    skipNewLine();
  }

  /// Checks that an entry ends where it was read to.
  ///
  /// @param entries what they are called, to follow "between two"
  void checkEndOfEntry(String entries, TokenKind closer) throws Mistake {
    boolean ends =
        tokens.firstOnLine
            || tokens.kind == closer
            || switch (tokens.kind) {
              case NEW_LINE, COMMA, END_OF_FILE, STRING_MIDDLE, STRING_RIGHT -> true;
              case RIGHT_BRACE, RIGHT_SQUARE, RIGHT_PARENTHESIS -> brackets.isOpen(tokens.kind);
              default -> false;
            };
    if (!ends) {
      throw expected("a line end or `,` between two " + entries);
    }
  }

  /// Whether what was opened last ends here although its closing bracket is missing, because the
  /// file ends, a bracket around it is closed, or a line begins a statement. If so it is reported,
  /// and closed.
  ///
  /// @param decorated whether decorators may stand here
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

  /// Begins a statement at the top.
  void beginStatement() {
    unclosedReported = false;
  }

  /// Says that what was opened last is not closed. Where that is because a statement begins, so is
  /// all that is around it.
  private void reportUnclosed() {
    boolean closed =
        tokens.kind == TokenKind.RIGHT_BRACE
            || tokens.kind == TokenKind.RIGHT_SQUARE
            || tokens.kind == TokenKind.RIGHT_PARENTHESIS;
    if (!closed && unclosedReported) {
      return;
    }
    unclosedReported |= !closed;
    String bracket = brackets.closer() == TokenKind.RIGHT_BRACE ? "`}`" : "`]`";
    reportExpected(bracket + " to close what line " + brackets.line() + " opens");
  }

  Mistake unclosed() {
    reportUnclosed();
    return new Mistake();
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
