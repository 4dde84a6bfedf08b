package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `flatten(arrays)`: the elements of the arrays in an array, one level down.
final class Flatten implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ARRAY);

  @Override
  public String name() {
    return "flatten";
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
    return Choices.spread(this, arguments, this::join);
  }

  private Outcome join(Arguments arguments) {
    if (!(arguments.get(0) instanceof ArrayValue array) || array.isOpen()) {
      return Residuals.of(this, arguments);
    }
    JoinedArray joined = new JoinedArray("concat", arguments.origin());
    for (int i = 0; i < array.size(); i++) {
      TypeHint kind = TypeHint.of(array.get(i));
      boolean fits = array.get(i) instanceof Unknown ? kind.mayBe(ARRAY) : kind == ARRAY;
      if (!fits) {
        return Outcome.failed("has an element %d that is no array".formatted(i));
      }
      joined.add(array.get(i));
    }
    return joined.outcome();
  }
}
