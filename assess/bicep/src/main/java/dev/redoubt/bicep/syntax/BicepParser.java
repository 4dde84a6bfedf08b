package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import java.util.List;

/// Parses Bicep files and Bicep parameter files, by the rules of the Bicep compiler's parser.
///
/// Error-tolerant: an error is reported with its location, the invalid part is omitted or replaced
/// by a `Missing` node, and the rest of the file is parsed. Never throws for invalid input; time
/// and memory are linear in the length of the text, and the tree is at most [#MAX_HEIGHT] levels
/// high.
public final class BicepParser {

  /// The maximum height of the tree of a statement, in expressions or types. Public files reach 19;
  /// tree walks are recursive, so the height bounds the stack.
  public static final int MAX_HEIGHT = 128;

  private BicepParser() {}

  /// Parses a text.
  ///
  /// @param fileId the file's id in [dev.redoubt.estate.SourceFiles]
  /// @param problems receives the problems of the text
  public static BicepFile parse(
      String text, BicepFile.Kind kind, int fileId, List<Problem> problems) {
    SyntaxProblems found = new SyntaxProblems(problems, fileId);
    ParserState parsing =
        new ParserState(
            new Lexer(text, found),
            found,
            switch (kind) {
              case TEMPLATE -> StatementReader.TEMPLATE_KEYWORDS;
              case PARAMETERS -> StatementReader.PARAMETERS_KEYWORDS;
            });
    List<Statement> statements = new StatementReader(parsing, kind).statements();
    return new BicepFile(kind, statements, Origin.of(fileId, 0, 0));
  }
}
