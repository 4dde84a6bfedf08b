package dev.redoubt.arm;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Expression;
import java.util.List;

/// Reads JSON with expressions in its strings outside of a template: policies use the same
/// language.
public final class ArmExpressions {

  private ArmExpressions() {}

  /// The expression of a JSON value, one literal where it has nothing to evaluate. A string that is
  /// a broken expression is an unknown value in it, and a problem.
  ///
  /// @param problems takes what is wrong
  public static Expression read(Value json, List<Problem> problems) {
    return new ValueReader(new ExpressionParser(problems), new Shapes(problems)).plain(json);
  }
}
