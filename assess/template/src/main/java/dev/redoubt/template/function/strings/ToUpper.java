package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;
import java.util.Locale;

/// `toUpper(text)`: converts a string to upper case in the invariant culture, character by
/// character.
final class ToUpper implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "toUpper";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  private static final List<String> UPPER = List.of("toUpper");

  @Override
  public CallOutcome call(CallArguments arguments) {
    return CharacterwiseFunction.of(
        this, arguments, ToUpper::upper, unknown -> CharacterwiseFunction.isCallOf(unknown, UPPER));
  }

  private static String upper(String text) {
    if (CharacterwiseFunction.isAscii(text)) {
      return text.toUpperCase(Locale.ROOT);
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> out.appendCodePoint(Character.toUpperCase(point)));
    return out.toString();
  }
}
