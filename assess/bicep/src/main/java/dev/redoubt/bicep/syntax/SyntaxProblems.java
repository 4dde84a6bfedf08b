package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import java.util.List;

/// Collects what is wrong with one file: for each line that is read the first thing, since what
/// follows on that line is mostly its consequence, and no more than [#MAX_PROBLEMS].
final class SyntaxProblems {

  /// Whoever mends a file wants the first few; a file of another language has one a line.
  static final int MAX_PROBLEMS = 100;

  private final List<Problem> problems;
  private final int file;
  private int errors;
  private int named;
  private int lastLine;
  private boolean silent;

  SyntaxProblems(List<Problem> problems, int file) {
    this.problems = problems;
    this.file = file;
  }

  Origin origin(int line, int column) {
    return Origin.of(file, line, column);
  }

  /// Whether an error on a line is reported, so that its message is worth making; counts it if not.
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

  /// Reports an error, unless the last one was on the same line.
  void error(String message, Origin origin) {
    if (!takes(origin.line())) {
      return;
    }
    lastLine = origin.line();
    errors++;
    name(Problem.error(message, origin));
  }

  /// How many errors there were.
  int count() {
    return errors;
  }

  /// Reports what takes nothing from what is read.
  void warning(String message, Origin origin) {
    if (!silent) {
      name(Problem.warning(message, origin));
    }
  }

  private void name(Problem problem) {
    problems.add(problem);
    if (++named == MAX_PROBLEMS) {
      silence(
          "the file has more mistakes than the %d named so far".formatted(named), problem.origin());
    }
  }

  /// Reports one last error.
  void silence(String message, Origin origin) {
    if (!silent) {
      problems.add(Problem.error(message, origin));
    }
    silent = true;
  }
}
