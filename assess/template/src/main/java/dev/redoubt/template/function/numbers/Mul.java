package dev.redoubt.template.function.numbers;

import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `mul(a, b)`.
final class Mul implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(INT, INT);

  @Override
  public String name() {
    return "mul";
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
  public Outcome call(Arguments arguments) {
    return Arithmetic.of(arguments, Math::multiplyExact);
  }
}
