package dev.redoubt.estate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds up [weights][Value#weight].
final class Weights {

  private Weights() {}

  static int of(Value[] values, @Nullable Unknown rest) {
    long sum = 1;
    for (Value value : values) {
      sum += value.weight();
    }
    return saturated(rest == null ? sum : sum + rest.weight());
  }

  static int of(Residual residual) {
    return switch (residual) {
      case Residual.Symbol _, Residual.RuntimeProperty _ -> 1;
      case Residual.Call(_, var arguments) -> of(arguments);
      case Residual.Member(var target, var key, _) -> of(List.of(target, key));
      case Residual.Text(var parts) -> of(parts);
      case Residual.Choice(var condition, var whenTrue, var whenFalse) ->
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
