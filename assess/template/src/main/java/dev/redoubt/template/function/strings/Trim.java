package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.KnownText;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.TextShape;
import java.util.ArrayList;
import java.util.List;

/// `trim(text)`: without white space at its ends.
final class Trim implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "trim";
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
    return Choices.spread(this, arguments, this::trim);
  }

  private Outcome trim(Arguments arguments) {
    if (arguments.get(0) instanceof StringValue(var text, _)) {
      return Outcome.of(
          StringValue.of(text.substring(start(text), Math.max(start(text), end(text)))));
    }
    List<Value> parts = new ArrayList<>(KnownText.of(arguments.get(0)).parts());
    boolean bounded = isSolid(parts.getFirst()) && isSolid(parts.getLast());
    if (!bounded) {
      return Residuals.of(this, arguments);
    }
    if (parts.getFirst() instanceof StringValue(var text, _)) {
      parts.set(0, StringValue.of(text.substring(start(text))));
    }
    if (parts.getLast() instanceof StringValue(var text, _)) {
      parts.set(parts.size() - 1, StringValue.of(text.substring(0, end(text))));
    }
    return Outcome.of(Unknown.text(parts, arguments.origin()));
  }

  /// Whether a part has something other than white space at its ends, or in it.
  private static boolean isSolid(Value part) {
    if (part instanceof StringValue(var text, _)) {
      return start(text) < text.length();
    }
    TextShape shape = TextShape.of(part);
    return shape != null && !shape.mayHold(' ');
  }

  private static int start(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private static int end(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
