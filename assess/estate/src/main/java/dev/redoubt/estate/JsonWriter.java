package dev.redoubt.estate;

import java.util.List;

/// Writes values as JSON. An unknown value is written as an ARM expression string, `"[...]"`.
public final class JsonWriter {

  private JsonWriter() {}

  /// Writes a value on one line.
  public static String compact(Value value) {
    StringBuilder out = new StringBuilder();
    new Writer(out, -1).value(value, 0);
    return out.toString();
  }

  /// Writes a value with an indentation of two spaces.
  public static String pretty(Value value) {
    StringBuilder out = new StringBuilder();
    new Writer(out, 2).value(value, 0);
    return out.toString();
  }

  /// Returns the text that template string functions use for a value: a string unchanged, `True`
  /// and `False`, digits, and JSON for other values.
  public static String asText(Value value) {
    return switch (value) {
      case StringValue string -> string.text();
      case BooleanValue(var truth, _) -> truth ? "True" : "False";
      case NumberValue number -> number.toString();
      case NullValue _ -> "";
      case ArrayValue _, ObjectValue _ -> compact(value);
      case Unknown unknown -> ExpressionPrinter.bracketed(unknown);
    };
  }

  /// Returns a JSON string literal.
  public static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    quote(text, out);
    return out.toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || (Character.isSurrogate(c) && !isPaired(text, i))) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static final class Writer {

    private final StringBuilder out;
    private final int indent;

    Writer(StringBuilder out, int indent) {
      this.out = out;
      this.indent = indent;
    }

    void value(Value value, int depth) {
      switch (value) {
        case NullValue _, BooleanValue _, NumberValue _ -> out.append(value);
        case StringValue(var text, _) -> quote(text, out);
        case ArrayValue array when array.isOpen() -> expression(array);
        case ObjectValue object when object.isOpen() -> expression(object);
        case ArrayValue array -> array(array.elements(), depth);
        case ObjectValue object -> object(object, depth);
        case Unknown unknown -> expression(unknown);
      }
    }

    private void expression(Value value) {
      quote(ExpressionPrinter.bracketed(value), out);
    }

    private void array(List<Value> elements, int depth) {
      out.append('[');
      for (int i = 0; i < elements.size(); i++) {
        out.append(i > 0 ? "," : "");
        line(depth + 1);
        value(elements.get(i), depth + 1);
      }
      if (!elements.isEmpty()) {
        line(depth);
      }
      out.append(']');
    }

    private void object(ObjectValue object, int depth) {
      out.append('{');
      for (int i = 0; i < object.size(); i++) {
        out.append(i > 0 ? "," : "");
        line(depth + 1);
        quote(object.nameAt(i), out);
        out.append(indent < 0 ? ":" : ": ");
        value(object.valueAt(i), depth + 1);
      }
      if (!object.isEmpty()) {
        line(depth);
      }
      out.append('}');
    }

    private void line(int depth) {
      if (indent >= 0) {
        out.append('\n').append(" ".repeat(depth * indent));
      }
    }
  }
}
