package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.BOOL;
import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.ThreeValuedAnswer;

/// `empty(value)`: tests whether a string, an array or an object is empty; null is empty too.
final class Empty implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ANY);

  @Override
  public String name() {
    return "empty";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return BOOL;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::test);
  }

  private CallOutcome test(CallArguments arguments) {
    return switch (arguments.get(0)) {
      case NullValue _ -> CallOutcome.of(BooleanValue.TRUE);
      case StringValue(var text, _) -> CallOutcome.of(BooleanValue.of(text.isEmpty()));
      case ArrayValue array -> certainty(array.size(), array.isOpen(), arguments);
      case ObjectValue object -> certainty(object.size(), object.isOpen(), arguments);
      case Unknown unknown -> ofUnknown(unknown, arguments);
      case BooleanValue _, NumberValue _ ->
          CallOutcome.failed(
              "argument 1 must be string or array or object, not " + arguments.get(0).kind());
    };
  }

  private CallOutcome certainty(int size, boolean open, CallArguments arguments) {
    return ResidualCalls.of(
        size > 0 ? ThreeValuedAnswer.NO : open ? ThreeValuedAnswer.UNKNOWN : ThreeValuedAnswer.YES,
        this,
        arguments);
  }

  private CallOutcome ofUnknown(Unknown unknown, CallArguments arguments) {
    if (unknown.type() == INT || unknown.type() == BOOL) {
      return CallOutcome.failed("argument 1 must be string or array or object");
    }
    boolean something = PartialString.of(unknown).leastLength() > 0;
    return ResidualCalls.of(
        something ? ThreeValuedAnswer.NO : ThreeValuedAnswer.UNKNOWN, this, arguments);
  }
}
