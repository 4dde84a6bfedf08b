package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import java.util.List;

/// Reads Bicep, and Bicep parameter files. The rules are those of the compiler's own parser.
///
/// Tolerates errors: what is wrong is reported where it stands, left out or put down as missing,
/// and the rest of the file is read. Never throws for what it reads; time and memory are linear in
/// the length of the text, and the tree is at most [#MAX_HEIGHT] levels high.
public final class BicepParser {

  /// How high the tree of a statement can be, counted in expressions or in types. Public files
  /// reach 19; whoever reads a tree walks it on the stack.
  public static final int MAX_HEIGHT = 128;

  private BicepParser() {}

  /// Reads a text.
  ///
  /// @param fileId the file's id in [dev.redoubt.estate.SourceFiles]
  /// @param problems takes what is wrong with the text
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
