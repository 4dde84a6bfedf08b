package dev.redoubt.template.function.objects;

import static dev.redoubt.estate.TypeHint.ANY;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `null()`: returns null.
final class NullConstant implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of();

  @Override
  public String name() {
    return "null";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return CallOutcome.of(NullValue.NULL);
  }
}
