package dev.redoubt.arm;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;

/// Reads JSON with expressions in its strings outside of a template: policies use the same
/// language.
public final class ArmExpressionReader {

  private ArmExpressionReader() {}

  /// The expression of a JSON value, one literal where it has nothing to evaluate. A string that is
  /// a broken expression is an unknown value in it, and a problem.
  ///
  /// @param problems takes what is wrong
  public static TemplateExpression read(Value json, List<Problem> problems) {
    return new JsonExpressionReader(new ExpressionParser(problems), new JsonShapeReader(problems))
        .plain(json);
  }
}
