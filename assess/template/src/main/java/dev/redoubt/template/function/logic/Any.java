package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.ANY;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `any(value)`: the value itself; tells Bicep to forget its type.
final class Any implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ANY);

  @Override
  public String name() {
    return "any";
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
    return Outcome.of(arguments.get(0));
  }
}
