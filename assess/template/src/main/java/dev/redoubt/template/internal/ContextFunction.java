package dev.redoubt.template.internal;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function whose value depends on the enclosing deployment.
@FunctionalInterface
interface ContextFunction {

  Value call(Site site);

  /// A call in its evaluation scope.
  record Site(
      ExpressionEvaluator evaluator, TemplateExpression.Call expression, EvaluationScope frame) {

    Origin origin() {
      return expression.origin();
    }

    int count() {
      return expression.arguments().size();
    }

    Value argument(int index) {
      return evaluator.evaluate(expression.arguments().get(index), frame);
    }

    List<Value> arguments() {
      return evaluator.arguments(expression, frame);
    }

    /// Returns the text of an argument that is a known string, otherwise null.
    @Nullable String text(int index) {
      return index < count() && argument(index) instanceof StringValue string
          ? string.text()
          : null;
    }

    /// Reports an error and returns an unknown value.
    Value fail(String message) {
      return evaluator.context().fail("`" + expression.function() + "`: " + message, origin());
    }
  }
}
