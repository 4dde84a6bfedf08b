package dev.redoubt.template.function.comparison;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `greater(a, b)`: tests whether an int or a string is greater than another one.
final class Greater implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ANY, ANY);

  @Override
  public String name() {
    return "greater";
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
    return ScalarOrder.of(arguments, order -> order > 0);
  }
}
