package dev.redoubt.template.function.numbers;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `min(...)`: returns the minimum of ints, or of an array of ints.
final class Min implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().rest(1, INT, ARRAY);

  @Override
  public String name() {
    return "min";
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
  public boolean needsMembers() {
    return true;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return MinMax.of(arguments, Math::min);
  }
}
