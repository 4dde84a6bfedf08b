package dev.redoubt.estate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Computes the [weights][Value#weight] of values.
final class ValueWeights {

  private ValueWeights() {}

  static int of(Value[] values, @Nullable Unknown rest) {
    long sum = 1;
    for (Value value : values) {
      sum += value.weight();
    }
    return saturated(rest == null ? sum : sum + rest.weight());
  }

  static int of(ResidualExpression residual) {
    return switch (residual) {
      case ResidualExpression.Symbol _,
          ResidualExpression.RuntimeProperty _,
          ResidualExpression.Failure _ ->
          1;
      case ResidualExpression.Call(_, var arguments) -> of(arguments);
      case ResidualExpression.Member(var target, var key, _) -> of(List.of(target, key));
      case ResidualExpression.Text(var parts) -> of(parts);
      case ResidualExpression.Choice(var condition, var whenTrue, var whenFalse) ->
          of(List.of(condition, whenTrue, whenFalse));
    };
  }

  private static int of(List<Value> values) {
    long sum = 1;
    for (Value value : values) {
      sum += value.weight();
    }
    return saturated(sum);
  }

  private static int saturated(long sum) {
    return (int) Math.min(sum, Integer.MAX_VALUE);
  }
}
