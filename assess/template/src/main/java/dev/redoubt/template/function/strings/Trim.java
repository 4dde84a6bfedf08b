package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.StringShape;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;

/// `trim(text)`: removes white space from both ends of a string.
final class Trim implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "trim";
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
    return ChoiceDistribution.distribute(this, arguments, this::trim);
  }

  private CallOutcome trim(CallArguments arguments) {
    if (arguments.get(0) instanceof StringValue(var text, _)) {
      return CallOutcome.of(
          StringValue.of(text.substring(start(text), Math.max(start(text), end(text)))));
    }
    List<Value> parts = new ArrayList<>(PartialString.of(arguments.get(0)).parts());
    boolean bounded = isSolid(parts.getFirst()) && isSolid(parts.getLast());
    if (!bounded) {
      return ResidualCalls.of(this, arguments);
    }
    if (parts.getFirst() instanceof StringValue(var text, _)) {
      parts.set(0, StringValue.of(text.substring(start(text))));
    }
    if (parts.getLast() instanceof StringValue(var text, _)) {
      parts.set(parts.size() - 1, StringValue.of(text.substring(0, end(text))));
    }
    return CallOutcome.of(Unknown.text(parts, arguments.origin()));
  }

  /// Whether a part certainly contains a character other than white space.
  private static boolean isSolid(Value part) {
    if (part instanceof StringValue(var text, _)) {
      return start(text) < text.length();
    }
    StringShape shape = StringShape.of(part);
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
