package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.Locale;

/// `dataUriToString(uri)`: decodes the content of a data URI.
final class DataUriToString implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "dataUriToString";
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
    String uri = arguments.text(0);
    int comma = uri.indexOf(',');
    if (comma < 0 || !uri.regionMatches(true, 0, "data:", 0, 5)) {
      return CallOutcome.failed("argument 1 must be a data URI");
    }
    String data = uri.substring(comma + 1);
    boolean base64 = uri.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64");
    String text = base64 ? LenientBase64.decode(data) : UriComponentToString.decode(data);
    return text == null
        ? CallOutcome.failed("argument 1 must contain base64 data")
        : CallOutcome.of(StringValue.of(text));
  }
}
