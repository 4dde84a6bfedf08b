package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `true()`.
final class TrueConstant implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of();

  @Override
  public String name() {
    return "true";
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
    return Outcome.of(BooleanValue.TRUE);
  }
}
