package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;

/// `flatten(arrays)`: flattens an array of arrays by one level.
final class Flatten implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY);

  @Override
  public String name() {
    return "flatten";
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
    return ChoiceDistribution.distribute(this, arguments, this::join);
  }

  private CallOutcome join(CallArguments arguments) {
    if (!(arguments.get(0) instanceof ArrayValue array) || array.isOpen()) {
      return ResidualCalls.of(this, arguments);
    }
    ArrayConcatenation joined = new ArrayConcatenation("concat", arguments.origin());
    for (int i = 0; i < array.size(); i++) {
      TypeHint kind = TypeHint.of(array.get(i));
      boolean fits = array.get(i) instanceof Unknown ? kind.mayBe(ARRAY) : kind == ARRAY;
      if (!fits) {
        return CallOutcome.failed("element %d must be array".formatted(i));
      }
      joined.add(array.get(i));
    }
    return joined.outcome();
  }
}
