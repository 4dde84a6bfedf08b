package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads JSON whose strings may be expressions.
public interface ExpressionSyntax {

  /// The expression, or a literal if there is nothing to evaluate; null after a problem.
  @Nullable TemplateExpression read(Value json, List<Problem> problems);
}
