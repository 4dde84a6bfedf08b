package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `uri(base, relative)`: resolves a relative URI against a base URI (RFC 3986, section 5).
final class UriFunction implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING, STRING);

  @Override
  public String name() {
    return "uri";
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
    UriReference base = UriReference.parse(arguments.text(0));
    if (base.scheme() == null) {
      return CallOutcome.failed(
          "argument 1 must be an absolute URI, not `" + arguments.text(0) + "`");
    }
    String text = base.resolve(UriReference.parse(arguments.text(1))).print();
    return text.length() > FunctionLimits.MAX_TEXT
        ? FunctionLimits.tooLong()
        : CallOutcome.of(StringValue.of(text));
  }
}
