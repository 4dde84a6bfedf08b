package dev.redoubt.template.function.numbers;

import static dev.redoubt.estate.TypeHint.ANY;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.math.BigDecimal;

/// `float(value)`: converts a string or an int to a floating-point number.
final class ToFloat implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ANY);

  @Override
  public String name() {
    return "float";
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
    if (arguments.get(0) instanceof NumberValue) {
      return CallOutcome.of(arguments.get(0));
    }
    if (!(arguments.get(0) instanceof StringValue(var text, _))) {
      return CallOutcome.failed("argument 1 must be string or int, not " + arguments.get(0).kind());
    }
    try {
      BigDecimal number = new BigDecimal(text.length() > 400 ? "" : text.strip());
      return NumberValue.isBounded(number)
          ? CallOutcome.of(new NumberValue(number, 0))
          : CallOutcome.failed("the number is too large");
    } catch (NumberFormatException _) {
      return CallOutcome.failed("argument 1 must be a number, not `" + text + "`");
    }
  }
}
