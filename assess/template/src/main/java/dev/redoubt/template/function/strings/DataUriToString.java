package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.Locale;

/// `dataUriToString(uri)`: the text that a data URI carries.
final class DataUriToString implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "dataUriToString";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  @Override
  public Outcome call(Arguments arguments) {
    String uri = arguments.text(0);
    int comma = uri.indexOf(',');
    if (comma < 0 || !uri.regionMatches(true, 0, "data:", 0, 5)) {
      return Outcome.failed("argument 1 must be a data URI");
    }
    String data = uri.substring(comma + 1);
    boolean base64 = uri.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64");
    String text = base64 ? Base64Text.decode(data) : UriComponentToString.decode(data);
    return text == null
        ? Outcome.failed("argument 1 must carry base 64")
        : Outcome.of(StringValue.of(text));
  }
}
