package dev.redoubt.template.function.objects;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `shallowMerge(objects)`: the properties of all objects in an array; the last value of a name
/// counts, whole.
final class ShallowMerge implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ARRAY);

  @Override
  public String name() {
    return "shallowMerge";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return OBJECT;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(this, arguments, this::merge);
  }

  private Outcome merge(Arguments arguments) {
    if (!(arguments.get(0) instanceof ArrayValue array) || array.isOpen()) {
      return Residuals.of(this, arguments);
    }
    for (int i = 0; i < array.size(); i++) {
      Value each = array.get(i);
      TypeHint kind = TypeHint.of(each);
      boolean fits = each instanceof Unknown ? kind.mayBe(OBJECT) : kind == OBJECT;
      if (!fits) {
        return Outcome.failed("has an element %d that is no object".formatted(i));
      }
    }
    return Choices.spread(
        this,
        new Arguments(array.elements(), arguments.origin()),
        each -> MergedObject.of(name(), each.values(), false, arguments.origin()));
  }
}
