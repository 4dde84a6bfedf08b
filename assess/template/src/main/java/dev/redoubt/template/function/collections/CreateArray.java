package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `createArray(...)`: an array of the arguments, as many as there are.
final class CreateArray implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of().rest(ANY);

  @Override
  public String name() {
    return "createArray";
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
    return Outcome.of(ArrayValue.of(arguments.values()));
  }
}
