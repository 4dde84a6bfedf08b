package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `indexFromEnd(array, n)`: the element at a place counted from 1 at the end.
final class IndexFromEnd implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ARRAY, INT);

  @Override
  public String name() {
    return "indexFromEnd";
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
    Outcome found = FromEnd.of(this, arguments);
    return found == null
        ? Outcome.failed("the array has no element %s from its end".formatted(arguments.get(1)))
        : found;
  }
}
