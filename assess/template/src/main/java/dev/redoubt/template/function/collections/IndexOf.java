package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.ThreeValuedAnswer;
import dev.redoubt.template.function.ValueComparison;

/// `indexOf(value, item)`: returns the first index of a text in a string (ignoring case) or of a
/// value in an array (deep equality), or -1.
final class IndexOf implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of().either(STRING, ARRAY).either(ANY);

  @Override
  public String name() {
    return "indexOf";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return INT;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::find);
  }

  private CallOutcome find(CallArguments arguments) {
    Value item = arguments.get(1);
    return switch (arguments.get(0)) {
      case StringValue(var text, _) when item instanceof StringValue(var part, _) ->
          CallOutcome.of(NumberValue.of(indexOf(text, part)));
      case ArrayValue array when !array.isOpen() -> inArray(array, item, arguments);
      case StringValue _ when !(item instanceof Unknown) ->
          CallOutcome.failed(
              "argument 2 must be string when argument 1 is string, not " + item.kind());
      case StringValue _,
          ArrayValue _,
          Unknown _,
          NullValue _,
          BooleanValue _,
          NumberValue _,
          ObjectValue _ ->
          ResidualCalls.of(this, arguments);
    };
  }

  private CallOutcome inArray(ArrayValue array, Value item, CallArguments arguments) {
    for (int i = 0; i < array.size(); i++) {
      ThreeValuedAnswer same = ValueComparison.of(array.get(i), item);
      if (same != ThreeValuedAnswer.NO) {
        return same == ThreeValuedAnswer.YES
            ? CallOutcome.of(NumberValue.of(i))
            : ResidualCalls.of(this, arguments);
      }
    }
    return CallOutcome.of(NumberValue.of(-1));
  }

  private static int indexOf(String text, String part) {
    for (int i = 0; i + part.length() <= text.length(); i++) {
      if (text.regionMatches(true, i, part, 0, part.length())) {
        return i;
      }
    }
    return -1;
  }
}
