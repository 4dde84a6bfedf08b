package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `tryIndexFromEnd(array, n, ...)`: returns the element at a one-based index from the end, or
/// null; further keys access its members as in [TryGet].
final class TryIndexFromEnd implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of(ANY).either(INT).rest(ANY);

  @Override
  public String name() {
    return "tryIndexFromEnd";
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
    return ChoiceDistribution.distribute(this, arguments, this::get);
  }

  private CallOutcome get(CallArguments arguments) {
    if (arguments.get(0) instanceof NullValue) {
      return CallOutcome.of(NullValue.NULL);
    }
    if (!(arguments.get(0) instanceof ArrayValue) && !(arguments.get(0) instanceof Unknown)) {
      return CallOutcome.failed("argument 1 must be array, not " + arguments.get(0).kind());
    }
    CallArguments first = new CallArguments(arguments.values().subList(0, 2), arguments.origin());
    CallOutcome found = EndIndex.of(this, first);
    if (found == null) {
      return CallOutcome.of(NullValue.NULL);
    }
    return found instanceof CallOutcome.Returned(var value)
        ? TryGet.steps(value, arguments, 2)
        : found;
  }
}
