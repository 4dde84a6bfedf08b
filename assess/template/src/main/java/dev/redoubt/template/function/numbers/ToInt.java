package dev.redoubt.template.function.numbers;

import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `int(value)`: an int from a string or an int.
final class ToInt implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of().either(STRING, INT);

  @Override
  public String name() {
    return "int";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return INT;
  }

  @Override
  public Outcome call(Arguments arguments) {
    if (!(arguments.get(0) instanceof StringValue(var text, _))) {
      return Outcome.of(arguments.get(0));
    }
    try {
      return Outcome.of(NumberValue.of(Long.parseLong(text.strip())));
    } catch (NumberFormatException _) {
      return Outcome.failed("argument 1 must be a whole number of 64 bits, not `" + text + "`");
    }
  }
}
