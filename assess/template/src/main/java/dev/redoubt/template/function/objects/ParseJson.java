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
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `json(text)`: parses a JSON string; null yields null.
final class ParseJson implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ANY);

  @Override
  public String name() {
    return "json";
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
    return switch (arguments.get(0)) {
      case NullValue none -> CallOutcome.of(none);
      case StringValue(var text, _) -> LenientJson.parse(text, arguments.origin());
      case BooleanValue _, NumberValue _, ArrayValue _, ObjectValue _, Unknown _ ->
          CallOutcome.failed("argument 1 must be string, not " + arguments.get(0).kind());
    };
  }
}
