package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import java.util.List;

/// Collects the syntax errors of one file: the first error of each line, since further errors on a
/// line are mostly consequences, and at most [#MAX_PROBLEMS].
final class SyntaxProblems {

  /// The maximum number of reported problems; a file in another language has one per line.
  static final int MAX_PROBLEMS = 100;

  private final List<Problem> problems;
  private final int file;
  private int errors;
  private int reported;
  private int lastLine;
  private boolean silent;

  SyntaxProblems(List<Problem> problems, int file) {
    this.problems = problems;
    this.file = file;
  }

  Origin origin(int line, int column) {
    return Origin.of(file, line, column);
  }

  /// Whether an error on this line would be reported; counts it if not. Avoids building unused
  /// messages.
  boolean takes(int line) {
    if (line == lastLine) {
      return false;
    }
    if (silent) {
      lastLine = line;
      errors++;
      return false;
    }
    return true;
  }

  /// Reports an error, unless the previous error was on the same line.
  void error(String message, Origin origin) {
    if (!takes(origin.line())) {
      return;
    }
    lastLine = origin.line();
    errors++;
    add(Problem.error(message, origin));
  }

  /// The number of errors.
  int count() {
    return errors;
  }

  /// Reports a warning that does not affect the result.
  void warning(String message, Origin origin) {
    if (!silent) {
      add(Problem.warning(message, origin));
    }
  }

  private void add(Problem problem) {
    problems.add(problem);
    if (++reported == MAX_PROBLEMS) {
      silence(
          "the limit of %d errors is reached; further errors in this file are not reported"
              .formatted(reported),
          problem.origin());
    }
  }

  /// Reports a last error and ignores all later ones.
  void silence(String message, Origin origin) {
    if (!silent) {
      problems.add(Problem.error(message, origin));
    }
    silent = true;
  }
}
