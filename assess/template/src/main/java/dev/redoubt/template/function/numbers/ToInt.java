package dev.redoubt.template.function.numbers;

import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `int(value)`: converts a string to an int; an int is returned unchanged.
final class ToInt implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().either(STRING, INT);

  @Override
  public String name() {
    return "int";
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
    if (!(arguments.get(0) instanceof StringValue(var text, _))) {
      return CallOutcome.of(arguments.get(0));
    }
    try {
      return CallOutcome.of(NumberValue.of(Long.parseLong(text.strip())));
    } catch (NumberFormatException _) {
      return CallOutcome.failed("argument 1 must be a 64-bit integer, not `" + text + "`");
    }
  }
}
