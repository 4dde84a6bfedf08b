package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The shared state of lowering one file: symbols, imports, problems and limits.
final class FileContext {

  /// The maximum number of expressions of one lowered file. A resource name that uses the names of
  /// other resources is expanded where it is used, so a short file can become very large; the
  /// largest public files have a few hundred thousand.
  private static final int MAX_EXPRESSIONS = 2_000_000;

  private final FileSymbols binding;
  private final ExternalFiles outside;
  private final ImportLowering imports;
  private final List<Problem> problems;

  /// Problems already reported: a name may be lowered at each use, but its problems are reported
  /// once.
  private final Set<Problem> reported = new HashSet<>();

  private int expressions;

  /// @param imports lowers symbols imported from other files
  /// @param problems receives the problems of the file
  FileContext(
      FileSymbols binding, ExternalFiles outside, ImportLowering imports, List<Problem> problems) {
    this.binding = binding;
    this.outside = outside;
    this.imports = imports;
    this.problems = problems;
  }

  /// Counts an expression; false if the limit is exceeded.
  boolean spend() {
    return ++expressions <= MAX_EXPRESSIONS;
  }

  FileSymbols binding() {
    return binding;
  }

  ExternalFiles outside() {
    return outside;
  }

  ImportLowering imports() {
    return imports;
  }

  void report(Problem problem) {
    if (reported.add(problem)) {
      problems.add(problem);
    }
  }

  void error(String message, Origin at) {
    report(Problem.error(message, at));
  }

  /// Reports an error, and returns an unknown in place of the value.
  TemplateExpression invalid(String message, Origin at) {
    error(message, at);
    return unknown(message, at);
  }

  /// An unknown in place of an expression that could not be parsed, which has been reported.
  TemplateExpression unread(Origin at) {
    return unknown("the expression could not be parsed", at);
  }

  /// An unknown in place of an expression beyond the limit.
  TemplateExpression tooMany(Origin at) {
    if (expressions == MAX_EXPRESSIONS + 1) {
      error(
          "the file expands to more than "
              + MAX_EXPRESSIONS
              + " expressions; processing stops here",
          at);
    }
    return unknown("the file is too large", at);
  }

  private static TemplateExpression unknown(String why, Origin at) {
    String text = "invalid('" + Long.toHexString(at.packed()) + "')";
    UnknownCause cause =
        new UnknownCause(UnknownCause.Kind.INVALID_EXPRESSION, why, "a valid expression");
    return new TemplateExpression.Literal(Unknown.symbol(text, cause, TypeHint.ANY, at));
  }
}
