package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `false()`: returns false.
final class FalseConstant implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of();

  @Override
  public String name() {
    return "false";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return BOOL;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return CallOutcome.of(BooleanValue.FALSE);
  }
}
