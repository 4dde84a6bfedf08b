package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;
import java.util.Locale;

/// `toUpper(text)`, in the invariant culture: character by character.
final class ToUpper implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "toUpper";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  private static final List<String> UPPER = List.of("toUpper");

  @Override
  public Outcome call(Arguments arguments) {
    return EachPart.of(
        this, arguments, ToUpper::upper, unknown -> EachPart.isCallOf(unknown, UPPER));
  }

  private static String upper(String text) {
    if (EachPart.isAscii(text)) {
      return text.toUpperCase(Locale.ROOT);
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> out.appendCodePoint(Character.toUpperCase(point)));
    return out.toString();
  }
}
