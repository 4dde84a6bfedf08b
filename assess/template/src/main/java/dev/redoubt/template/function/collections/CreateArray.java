package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `createArray(...)`: creates an array from its arguments.
final class CreateArray implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().rest(ANY);

  @Override
  public String name() {
    return "createArray";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ARRAY;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return CallOutcome.of(ArrayValue.of(arguments.values()));
  }
}
