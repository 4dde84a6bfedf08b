package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// `intersection(...)`: returns the elements that all arrays contain, or the properties that all
/// objects contain with equal values.
final class Intersection implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().rest(2, ARRAY, OBJECT);

  @Override
  public String name() {
    return "intersection";
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
  public boolean needsMembers() {
    return true;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    boolean arrays = arguments.get(0) instanceof ArrayValue;
    for (int i = 1; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof ArrayValue != arrays) {
        return CallOutcome.failed("the arguments must be all arrays or all objects");
      }
    }
    return CallOutcome.of(arrays ? ofArrays(arguments) : ofObjects(arguments));
  }

  private static Value ofArrays(CallArguments arguments) {
    Set<Value> common = new LinkedHashSet<>(arguments.array(0).elements());
    for (int i = 1; i < arguments.size(); i++) {
      common.retainAll(new HashSet<>(arguments.array(i).elements()));
    }
    return ArrayValue.of(new ArrayList<>(common));
  }

  private static Value ofObjects(CallArguments arguments) {
    ObjectValue first = arguments.object(0);
    ObjectValue.Builder common = ObjectValue.builder();
    for (int i = 0; i < first.size(); i++) {
      boolean everywhere = true;
      for (int j = 1; j < arguments.size() && everywhere; j++) {
        everywhere = first.valueAt(i).equals(arguments.object(j).get(first.nameAt(i)));
      }
      if (everywhere) {
        common.put(first.nameAt(i), first.valueAt(i));
      }
    }
    return common.build();
  }
}
