package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// `uriComponent(text)`: percent-encoded, all but letters, digits and `-_.~`.
final class UriComponent implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "uriComponent";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  private static final List<String> PLAIN = List.of("uniqueString", "guid");

  @Override
  public Outcome call(Arguments arguments) {
    return EachPart.of(
        this, arguments, UriComponent::encode, unknown -> EachPart.isCallOf(unknown, PLAIN));
  }

  private static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              boolean plain =
                  point < 128 && (Character.isLetterOrDigit(point) || "-_.~".indexOf(point) >= 0);
              if (plain) {
                out.append((char) point);
              } else {
                UriText.percent(Character.toString(point), out);
              }
            });
    return out.toString();
  }
}
