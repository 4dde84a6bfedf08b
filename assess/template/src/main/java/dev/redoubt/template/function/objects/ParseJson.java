package dev.redoubt.template.function.objects;

import static dev.redoubt.estate.TypeHint.ANY;

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

/// `json(text)`: the value that a JSON text stands for; null for null.
final class ParseJson implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(ANY);

  @Override
  public String name() {
    return "json";
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
    return switch (arguments.get(0)) {
      case NullValue none -> Outcome.of(none);
      case StringValue(var text, _) -> TextJson.parse(text, arguments.origin());
      case BooleanValue _, NumberValue _, ArrayValue _, ObjectValue _, Unknown _ ->
          Outcome.failed("argument 1 must be string, not " + arguments.get(0).kind());
    };
  }
}
