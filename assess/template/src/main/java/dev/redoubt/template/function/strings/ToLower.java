package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;
import java.util.Locale;

/// `toLower(text)`, in the invariant culture: character by character.
final class ToLower implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "toLower";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  private static final List<String> LOWER = List.of("toLower", "uniqueString", "guid");

  @Override
  public Outcome call(Arguments arguments) {
    return EachPart.of(
        this, arguments, ToLower::lower, unknown -> EachPart.isCallOf(unknown, LOWER));
  }

  private static String lower(String text) {
    if (EachPart.isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> out.appendCodePoint(Character.toLowerCase(point)));
    return out.toString();
  }
}
