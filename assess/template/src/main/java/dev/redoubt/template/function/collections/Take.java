package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;

/// `take(value, n)`: returns the first characters of a string or the first elements of an array, or
/// fewer if there are not enough.
final class Take implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of().either(STRING, ARRAY).either(INT);

  @Override
  public String name() {
    return "take";
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
    return ChoiceDistribution.distribute(this, arguments, this::cut);
  }

  private CallOutcome cut(CallArguments arguments) {
    Value value = arguments.get(0);
    TypeHint type = TypeHint.of(value);
    if (!(arguments.get(1) instanceof NumberValue number)) {
      return ResidualCalls.of(this, arguments, type);
    }
    long count = Math.max(0, number.integer());
    if (value instanceof ArrayValue array && !array.isOpen()) {
      return CallOutcome.of(
          ArrayValue.of(array.elements().subList(0, (int) Math.min(count, array.size()))));
    }
    if (type == STRING) {
      PartialString text = PartialString.of(value);
      String prefix = text.prefix();
      if (text.isKnown() || prefix.length() >= count) {
        return CallOutcome.of(
            StringValue.of(prefix.substring(0, (int) Math.min(count, prefix.length()))));
      }
    }
    if (type == ARRAY && count == 0) {
      return CallOutcome.of(ArrayValue.EMPTY);
    }
    return ResidualCalls.of(this, arguments, type);
  }
}
