package dev.redoubt.template.function.objects;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;

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

/// `shallowMerge(objects)`: merges an array of objects; the last value of a property replaces
/// earlier ones as a whole.
final class ShallowMerge implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY);

  @Override
  public String name() {
    return "shallowMerge";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return OBJECT;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::merge);
  }

  private CallOutcome merge(CallArguments arguments) {
    if (!(arguments.get(0) instanceof ArrayValue array) || array.isOpen()) {
      return ResidualCalls.of(this, arguments);
    }
    for (int i = 0; i < array.size(); i++) {
      Value each = array.get(i);
      TypeHint kind = TypeHint.of(each);
      boolean fits = each instanceof Unknown ? kind.mayBe(OBJECT) : kind == OBJECT;
      if (!fits) {
        return CallOutcome.failed("element %d must be object".formatted(i));
      }
    }
    return ChoiceDistribution.distribute(
        this,
        new CallArguments(array.elements(), arguments.origin()),
        each -> MergedObject.of(name(), each.values(), false, arguments.origin()));
  }
}
