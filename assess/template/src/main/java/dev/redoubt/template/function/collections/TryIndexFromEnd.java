package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `tryIndexFromEnd(array, n, ...)`: the element at a place counted from 1 at the end, or null;
/// with more keys, that member of it, as [TryGet] takes them.
final class TryIndexFromEnd implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ANY).either(INT).rest(ANY);

  @Override
  public String name() {
    return "tryIndexFromEnd";
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
    return Choices.spread(this, arguments, this::get);
  }

  private Outcome get(Arguments arguments) {
    if (arguments.get(0) instanceof NullValue) {
      return Outcome.of(NullValue.NULL);
    }
    if (!(arguments.get(0) instanceof ArrayValue) && !(arguments.get(0) instanceof Unknown)) {
      return Outcome.failed("argument 1 must be array, not " + arguments.get(0).kind());
    }
    Arguments first = new Arguments(arguments.values().subList(0, 2), arguments.origin());
    Outcome found = FromEnd.of(this, first);
    if (found == null) {
      return Outcome.of(NullValue.NULL);
    }
    return found instanceof Outcome.Returned(var value) ? TryGet.steps(value, arguments, 2) : found;
  }
}
