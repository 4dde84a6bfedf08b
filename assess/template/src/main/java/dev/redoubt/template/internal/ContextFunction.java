package dev.redoubt.template.internal;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function whose value depends on the deployment around it.
@FunctionalInterface
interface ContextFunction {

  Value call(Site site);

  /// A call where it stands.
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

    /// The text of an argument where it is a known string, else null.
    @Nullable String text(int index) {
      return index < count() && argument(index) instanceof StringValue string
          ? string.text()
          : null;
    }

    /// Reports what is wrong and yields what stands for the value.
    Value fail(String message) {
      return evaluator.run().fail("`" + expression.function() + "`: " + message, origin());
    }
  }
}
