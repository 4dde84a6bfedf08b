package dev.redoubt.template.function.numbers;

import static dev.redoubt.estate.TypeHint.ANY;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.math.BigDecimal;

/// `float(value)`: a number that need not be whole, from a string or an int.
final class ToFloat implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(ANY);

  @Override
  public String name() {
    return "float";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public Outcome call(Arguments arguments) {
    if (arguments.get(0) instanceof NumberValue) {
      return Outcome.of(arguments.get(0));
    }
    if (!(arguments.get(0) instanceof StringValue(var text, _))) {
      return Outcome.failed("argument 1 must be string or int, not " + arguments.get(0).kind());
    }
    try {
      BigDecimal number = new BigDecimal(text.length() > 400 ? "" : text.strip());
      return NumberValue.isBounded(number)
          ? Outcome.of(new NumberValue(number, 0))
          : Outcome.failed("the number is too large");
    } catch (NumberFormatException _) {
      return Outcome.failed("argument 1 must be a number, not `" + text + "`");
    }
  }
}
