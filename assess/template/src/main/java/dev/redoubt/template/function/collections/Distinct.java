package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;

/// `distinct(array)`: removes repeated values from an array and keeps the order of the first
/// occurrences.
final class Distinct implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY);

  @Override
  public String name() {
    return "distinct";
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
    return ChoiceDistribution.distribute(this, arguments, this::once);
  }

  private CallOutcome once(CallArguments arguments) {
    if (!(arguments.get(0) instanceof ArrayValue array)) {
      return ResidualCalls.of(this, arguments);
    }
    DistinctValues distinct = new DistinctValues("distinct", arguments.origin());
    distinct.addAll(array);
    return distinct.outcome(arguments.values());
  }
}
