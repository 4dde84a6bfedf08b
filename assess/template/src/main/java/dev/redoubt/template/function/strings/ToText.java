package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;

/// `string(value)`: converts a value to a string: `True` or `False` for bools, JSON for arrays and
/// objects, an empty string for null.
final class ToText implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ANY);

  @Override
  public String name() {
    return "string";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::text);
  }

  private CallOutcome text(CallArguments arguments) {
    Value value = arguments.get(0);
    if (value instanceof Unknown unknown && unknown.type() == STRING) {
      return CallOutcome.of(value);
    }
    if (!value.isFullyKnown()) {
      return ResidualCalls.of(this, arguments);
    }
    String text = JsonWriter.asText(value);
    return text.length() > FunctionLimits.MAX_TEXT
        ? FunctionLimits.tooLong()
        : CallOutcome.of(StringValue.of(text));
  }
}
