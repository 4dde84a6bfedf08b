package dev.redoubt.template.function.numbers;

import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `mul(a, b)`: returns the product of two ints.
final class Mul implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(INT, INT);

  @Override
  public String name() {
    return "mul";
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
    return CheckedArithmetic.of(arguments, Math::multiplyExact);
  }
}
