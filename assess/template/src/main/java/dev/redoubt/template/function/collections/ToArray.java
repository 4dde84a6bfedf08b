package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// `array(value)`: returns an array unchanged, and wraps any other value in an array.
final class ToArray implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ANY);

  @Override
  public String name() {
    return "array";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ARRAY;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::wrap);
  }

  private CallOutcome wrap(CallArguments arguments) {
    Value value = arguments.get(0);
    if (value instanceof ArrayValue) {
      return CallOutcome.of(value);
    }
    if (value instanceof Unknown unknown) {
      if (unknown.type() == ARRAY) {
        return CallOutcome.of(value);
      }
      if (unknown.type() == ANY) {
        return ResidualCalls.of(this, arguments);
      }
    }
    return CallOutcome.of(ArrayValue.of(List.of(value)));
  }
}
