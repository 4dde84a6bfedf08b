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
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `bool(value)`: converts a value to a bool: the strings `true` and `false` in any case, or an int
/// that is compared with 0.
final class ToBool implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of().either(BOOL, STRING, INT);

  @Override
  public String name() {
    return "bool";
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
    return switch (arguments.get(0)) {
      case NumberValue number -> CallOutcome.of(BooleanValue.of(number.number().signum() != 0));
      case StringValue(var text, _) -> ofText(text);
      case NullValue _, BooleanValue _, ArrayValue _, ObjectValue _, Unknown _ ->
          CallOutcome.of(arguments.get(0));
    };
  }

  private static CallOutcome ofText(String text) {
    String word = text.strip();
    if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
      return CallOutcome.of(BooleanValue.of(word.equalsIgnoreCase("true")));
    }
    return CallOutcome.failed("argument 1 must be `true` or `false`, not `" + text + "`");
  }
}
