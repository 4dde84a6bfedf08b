package dev.redoubt.template.function.strings;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.ResidualCalls;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Implements .NET composite formatting: `{index[,alignment][:format]}` in literal text, with `{{`
/// and `}}` for braces. Format strings apply to numbers only; for other values they are ignored, as
/// in .NET.
final class CompositeFormat {

  private final String pattern;
  private final CallArguments arguments;
  private final List<Value> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;
  private int known;
  private @Nullable String failure;

  private CompositeFormat(String pattern, CallArguments arguments) {
    this.pattern = pattern;
    this.arguments = arguments;
  }

  /// @param arguments the pattern and its arguments
  static CallOutcome format(String pattern, CallArguments arguments) {
    return new CompositeFormat(pattern, arguments).run();
  }

  private CallOutcome run() {
    while (at < pattern.length() && failure == null) {
      char c = pattern.charAt(at++);
      if ((c == '{' || c == '}') && at < pattern.length() && pattern.charAt(at) == c) {
        literal.append(c);
        at++;
      } else if (c == '{') {
        hole();
      } else if (c == '}') {
        failure = "unmatched `}` in the format string `" + pattern + "`";
      } else {
        literal.append(c);
      }
      if (known + literal.length() > FunctionLimits.MAX_TEXT) {
        return FunctionLimits.tooLong();
      }
    }
    if (failure != null) {
      return CallOutcome.failed(failure);
    }
    flush();
    return CallOutcome.of(
        parts.size() == 1 && parts.getFirst() instanceof StringValue
            ? parts.getFirst()
            : Unknown.text(parts, arguments.origin()));
  }

  private void hole() {
    int close = pattern.indexOf('}', at);
    int index = close < 0 ? -1 : digits();
    if (index < 0) {
      failure = "invalid placeholder in the format string `" + pattern + "`";
      return;
    }
    skipSpaces();
    int alignment = 0;
    if (pattern.charAt(at) == ',') {
      at++;
      skipSpaces();
      boolean left = pattern.charAt(at) == '-';
      at += left ? 1 : 0;
      int width = digits();
      if (width < 0) {
        failure = "the alignment is not a number in the format string `" + pattern + "`";
        return;
      }
      alignment = left ? -width : width;
      skipSpaces();
    }
    String format = "";
    if (pattern.charAt(at) == ':') {
      format = pattern.substring(at + 1, close);
      at = close;
    }
    if (at != close) {
      failure = "invalid placeholder in the format string `" + pattern + "`";
      return;
    }
    at = close + 1;
    fill(index, alignment, format);
  }

  private void fill(int index, int alignment, String format) {
    if (!arguments.has(index + 1)) {
      failure =
          "the format string uses `{%d}`, but the call passes %d argument%s"
              .formatted(index, arguments.size() - 1, arguments.size() == 2 ? "" : "s");
      return;
    }
    Value value = arguments.get(index + 1);
    if (!value.isFullyKnown()) {
      unknown(value, alignment, format);
      return;
    }
    String text =
        value instanceof NumberValue number
            ? StandardNumberFormat.of(number.number(), format)
            : StringConversion.interpolated(value);
    if (text == null) {
      failure = "has the format `" + format + "`, which `" + value + "` cannot take";
      return;
    }
    int width = Math.abs(alignment);
    if (width > FunctionLimits.MAX_TEXT) {
      failure = "the result is too long: alignment " + width;
      return;
    }
    String spaces = " ".repeat(Math.max(0, width - text.length()));
    literal.append(alignment > 0 ? spaces : "").append(text).append(alignment < 0 ? spaces : "");
  }

  private void unknown(Value value, int alignment, String format) {
    flush();
    if (value instanceof Unknown && alignment == 0 && format.isEmpty()) {
      parts.add(value);
      return;
    }
    String hole =
        "{0"
            + (alignment == 0 ? "" : "," + alignment)
            + (format.isEmpty() ? "" : ":" + format)
            + "}";
    parts.add(
        ResidualCalls.call(
            "format", List.of(StringValue.of(hole), value), TypeHint.STRING, Origin.NONE));
  }

  private void flush() {
    if (!literal.isEmpty() || parts.isEmpty()) {
      known += literal.length();
      parts.add(StringValue.of(literal.toString()));
      literal.setLength(0);
    }
  }

  /// Parses a number of at most seven digits, the limit of .NET, or returns -1.
  private int digits() {
    int start = at;
    int number = 0;
    while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
      if (at - start >= 7) {
        return -1;
      }
      number = number * 10 + (pattern.charAt(at++) - '0');
    }
    return at == start || at == pattern.length() ? -1 : number;
  }

  private void skipSpaces() {
    while (pattern.charAt(at) == ' ') {
      at++;
    }
  }
}
