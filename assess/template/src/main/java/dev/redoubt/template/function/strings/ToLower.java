package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;
import java.util.Locale;

/// `toLower(text)`: converts a string to lower case in the invariant culture, character by
/// character.
final class ToLower implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "toLower";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  private static final List<String> LOWER = List.of("toLower", "uniqueString", "guid");

  @Override
  public CallOutcome call(CallArguments arguments) {
    return CharacterwiseFunction.of(
        this, arguments, ToLower::lower, unknown -> CharacterwiseFunction.isCallOf(unknown, LOWER));
  }

  private static String lower(String text) {
    if (CharacterwiseFunction.isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> out.appendCodePoint(Character.toLowerCase(point)));
    return out.toString();
  }
}
