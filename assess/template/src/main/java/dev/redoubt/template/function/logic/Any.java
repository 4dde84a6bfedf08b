package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.ANY;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `any(value)`: returns its argument; Bicep uses it to suppress type checks.
final class Any implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ANY);

  @Override
  public String name() {
    return "any";
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
    return CallOutcome.of(arguments.get(0));
  }
}
