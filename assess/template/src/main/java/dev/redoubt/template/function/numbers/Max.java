package dev.redoubt.template.function.numbers;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `max(...)`: the greatest of ints or of an array of ints.
final class Max implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of().rest(1, INT, ARRAY);

  @Override
  public String name() {
    return "max";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return INT;
  }

  @Override
  public boolean needsMembers() {
    return true;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Extreme.of(arguments, Math::max);
  }
}
