package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `guid(...)`: returns a version 5 UUID of the arguments joined by hyphens, in Azure's namespace.
final class GuidFunction implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().rest(1, STRING);

  @Override
  public String name() {
    return "guid";
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
    String text = UniqueString.joined(arguments);
    return text == null
        ? FunctionLimits.tooLong()
        : CallOutcome.of(StringValue.of(NameHash.guid(text)));
  }
}
