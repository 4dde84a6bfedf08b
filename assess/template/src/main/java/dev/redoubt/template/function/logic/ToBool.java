package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.BOOL;
import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `bool(value)`: a bool itself, `true` and `false` as text in any case, or whether an int is not
/// 0.
final class ToBool implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of().either(BOOL, STRING, INT);

  @Override
  public String name() {
    return "bool";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return BOOL;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return switch (arguments.get(0)) {
      case NumberValue number -> Outcome.of(BooleanValue.of(number.number().signum() != 0));
      case StringValue(var text, _) -> ofText(text);
      case NullValue _, BooleanValue _, ArrayValue _, ObjectValue _, Unknown _ ->
          Outcome.of(arguments.get(0));
    };
  }

  private static Outcome ofText(String text) {
    String word = text.strip();
    if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
      return Outcome.of(BooleanValue.of(word.equalsIgnoreCase("true")));
    }
    return Outcome.failed("argument 1 must be `true` or `false`, not `" + text + "`");
  }
}
