package dev.redoubt.arm;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;

/// Reads JSON that contains ARM expressions outside of a template; Azure Policy definitions use the
/// same expression language.
public final class ArmExpressionReader {

  private ArmExpressionReader() {}

  /// Returns the expression of a JSON value: one literal if there is nothing to evaluate. A string
  /// with an invalid expression becomes an unknown value and is reported as a problem.
  ///
  /// @param problems receives the errors and warnings
  public static TemplateExpression read(Value json, List<Problem> problems) {
    return new JsonExpressionReader(new ExpressionParser(problems), new JsonShapeReader(problems))
        .plain(json);
  }
}
