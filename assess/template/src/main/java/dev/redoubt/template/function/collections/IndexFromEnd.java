package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `indexFromEnd(array, n)`: returns the element at a one-based index from the end.
final class IndexFromEnd implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY, INT);

  @Override
  public String name() {
    return "indexFromEnd";
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
    CallOutcome found = EndIndex.of(this, arguments);
    return found == null
        ? CallOutcome.failed("the array has no element %s from the end".formatted(arguments.get(1)))
        : found;
  }
}
