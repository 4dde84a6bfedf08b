package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.objects.MergedObject;

/// `union(...)`: all elements of arrays, each once; or all properties of objects, where a later
/// value replaces an earlier one and objects within merge in the same way.
final class Union implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of().rest(1, ARRAY, OBJECT);

  @Override
  public String name() {
    return "union";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(this, arguments, this::merge);
  }

  private Outcome merge(Arguments arguments) {
    boolean arrays = false;
    boolean objects = false;
    for (int i = 0; i < arguments.size(); i++) {
      TypeHint kind = TypeHint.of(arguments.get(i));
      arrays |= kind == ARRAY;
      objects |= kind == OBJECT;
    }
    if (arrays && objects) {
      return Outcome.failed("takes either arrays or objects, not both");
    }
    if (arrays) {
      return ofArrays(arguments);
    }
    return objects
        ? MergedObject.of("union", arguments.values(), true, arguments.origin())
        : Residuals.of(this, arguments);
  }

  private static Outcome ofArrays(Arguments arguments) {
    DistinctArray distinct = new DistinctArray("union", arguments.origin());
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof ArrayValue array) {
        distinct.addAll(array);
      } else {
        distinct.addUnknown(arguments.get(i));
      }
    }
    return distinct.outcome();
  }
}
