package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.PartialStringSplit;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;

/// `first(value)`: returns the first element of an array, or null if the array is empty; for a
/// string, its first character or an empty string.
final class First implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().either(STRING, ARRAY);

  @Override
  public String name() {
    return "first";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::take);
  }

  private CallOutcome take(CallArguments arguments) {
    Value value = arguments.get(0);
    if (value instanceof ArrayValue array && !array.isOpen()) {
      return CallOutcome.of(array.size() == 0 ? NullValue.NULL : array.get(0));
    }
    Value piece = PartialStringSplit.fromStart(value, 0);
    if (piece != null) {
      return CallOutcome.of(piece);
    }
    if (TypeHint.of(value) == STRING) {
      PartialString text = PartialString.of(value);
      String prefix = text.prefix();
      return text.isKnown() || !prefix.isEmpty()
          ? CallOutcome.of(StringValue.of(prefix.isEmpty() ? "" : prefix.substring(0, 1)))
          : ResidualCalls.of(this, arguments, STRING);
    }
    return ResidualCalls.of(this, arguments);
  }
}
