package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.objects.MergedObject;

/// `union(...)`: returns the distinct elements of arrays, or merges objects: a later value replaces
/// an earlier one, and nested objects are merged recursively.
final class Union implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().rest(1, ARRAY, OBJECT);

  @Override
  public String name() {
    return "union";
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
    return ChoiceDistribution.distribute(this, arguments, this::merge);
  }

  private CallOutcome merge(CallArguments arguments) {
    boolean arrays = false;
    boolean objects = false;
    for (int i = 0; i < arguments.size(); i++) {
      TypeHint kind = TypeHint.of(arguments.get(i));
      arrays |= kind == ARRAY;
      objects |= kind == OBJECT;
    }
    if (arrays && objects) {
      return CallOutcome.failed("the arguments must be all arrays or all objects");
    }
    if (arrays) {
      return ofArrays(arguments);
    }
    return objects
        ? MergedObject.of("union", arguments.values(), true, arguments.origin())
        : ResidualCalls.of(this, arguments);
  }

  private static CallOutcome ofArrays(CallArguments arguments) {
    DistinctValues distinct = new DistinctValues("union", arguments.origin());
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof ArrayValue array) {
        distinct.addAll(array);
      } else {
        distinct.addUnknown(arguments.get(i));
      }
    }
    return distinct.outcome(arguments.values());
  }
}
