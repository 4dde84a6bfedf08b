package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// `uriComponent(text)`: percent-encodes all characters except letters, digits and `-_.~`.
final class UriComponent implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "uriComponent";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  private static final List<String> PLAIN = List.of("uniqueString", "guid");

  @Override
  public CallOutcome call(CallArguments arguments) {
    return CharacterwiseFunction.of(
        this,
        arguments,
        UriComponent::encode,
        unknown -> CharacterwiseFunction.isCallOf(unknown, PLAIN));
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
                UriReference.percent(Character.toString(point), out);
              }
            });
    return out.toString();
  }
}
