package dev.redoubt.template.function.numbers;

import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `div(a, b)`: divides two ints; the quotient is rounded towards zero.
final class Div implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(INT, INT);

  @Override
  public String name() {
    return "div";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return INT;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return CheckedArithmetic.dividing(arguments, (a, b) -> a / b);
  }
}
