package dev.redoubt.template.function.comparison;

import static dev.redoubt.estate.TypeHint.ANY;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps a call of `fail` from running where nobody knows whether it would be reached.
public final class FailureResidual {

  private FailureResidual() {}

  /// What an expression that is a call of `fail` leaves, or null where it is no such call.
  public static @Nullable Value of(Expression expression, TemplateFunction.Evaluation evaluation) {
    if (!(expression instanceof Expression.Call(var function, var arguments, var origin))
        || !PropertyName.same(function, "fail")
        || arguments.size() != 1) {
      return null;
    }
    return Unknown.call("fail", List.of(evaluation.evaluate(arguments.getFirst())), ANY, origin);
  }
}
