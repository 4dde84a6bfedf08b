package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `distinct(array)`: without repeated values, in the order of their first places.
final class Distinct implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ARRAY);

  @Override
  public String name() {
    return "distinct";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ARRAY;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(this, arguments, this::once);
  }

  private Outcome once(Arguments arguments) {
    if (!(arguments.get(0) instanceof ArrayValue array)) {
      return Residuals.of(this, arguments);
    }
    DistinctArray distinct = new DistinctArray("distinct", arguments.origin());
    distinct.addAll(array);
    return distinct.outcome();
  }
}
