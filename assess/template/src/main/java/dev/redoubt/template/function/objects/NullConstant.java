package dev.redoubt.template.function.objects;

import static dev.redoubt.estate.TypeHint.ANY;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `null()`.
final class NullConstant implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of();

  @Override
  public String name() {
    return "null";
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
    return Outcome.of(NullValue.NULL);
  }
}
