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

/// What all parts of the lowering of one file share.
final class FileContext {

  /// Expressions that one file may come to. A name that uses the names of other resources is
  /// written out where it is used, so that a short file can come to a lot; the largest public ones
  /// come to some hundred thousand.
  private static final int MAX_EXPRESSIONS = 2_000_000;

  private final FileSymbols binding;
  private final ExternalFiles outside;
  private final ImportLowering imports;
  private final List<Problem> problems;

  /// A name may be lowered wherever it is used; what is wrong with it is said once.
  private final Set<Problem> said = new HashSet<>();

  private int expressions;

  /// @param imports takes in what is used from other files
  /// @param problems takes what is wrong with the file
  FileContext(
      FileSymbols binding, ExternalFiles outside, ImportLowering imports, List<Problem> problems) {
    this.binding = binding;
    this.outside = outside;
    this.imports = imports;
    this.problems = problems;
  }

  /// Counts an expression; false when there have been too many.
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
    if (said.add(problem)) {
      problems.add(problem);
    }
  }

  void error(String message, Origin at) {
    report(Problem.error(message, at));
  }

  /// Reports an error, and yields what stands for the value.
  TemplateExpression invalid(String message, Origin at) {
    error(message, at);
    return unknown(message, at);
  }

  /// What stands for a value whose text could not be read, which has been reported.
  TemplateExpression unread(Origin at) {
    return unknown("the expression cannot be read", at);
  }

  /// What stands for an expression where there have been too many.
  TemplateExpression tooMany(Origin at) {
    if (expressions == MAX_EXPRESSIONS + 1) {
      error(
          "the file comes to more than " + MAX_EXPRESSIONS + " expressions; reading stops here",
          at);
    }
    return unknown("the file is too large", at);
  }

  private static TemplateExpression unknown(String why, Origin at) {
    String text = "invalid('" + Long.toHexString(at.packed()) + "')";
    UnknownCause cause =
        new UnknownCause(UnknownCause.Kind.INVALID_EXPRESSION, why, "mend the expression");
    return new TemplateExpression.Literal(Unknown.symbol(text, cause, TypeHint.ANY, at));
  }
}
