package dev.redoubt.template.function.comparison;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `greater(a, b)`, of ints or strings.
final class Greater implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(ANY, ANY);

  @Override
  public String name() {
    return "greater";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return BOOL;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Order.of(arguments, order -> order > 0);
  }
}
