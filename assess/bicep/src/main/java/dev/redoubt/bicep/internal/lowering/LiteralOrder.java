package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Orders the members of a union as the compiler does: by their Bicep text (`10`, `'a'`, `{ b: true
/// }`), compared by code unit.
final class LiteralOrder {

  private static final Pattern IDENTIFIER =
      Pattern.compile("(?!(true|false|null)$)[A-Za-z_][A-Za-z0-9_]*");

  private LiteralOrder() {}

  static List<Value> sorted(Collection<Value> values) {
    record Named(String name, Value value) {}
    return values.stream()
        .map(value -> new Named(name(value), value))
        .sorted(Comparator.comparing(Named::name))
        .map(Named::value)
        .toList();
  }

  private static String name(Value value) {
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString();
  }

  private static void append(Value value, StringBuilder out) {
    switch (value) {
      case NullValue _ -> out.append("null");
      case BooleanValue(var truth, _) -> out.append(truth);
      case NumberValue number -> out.append(number);
      case StringValue(var text, _) -> quoted(text, out);
      case ArrayValue array -> array(array, out);
      case ObjectValue object -> object(object, out);
      case Unknown _ -> out.append("any");
    }
  }

  private static void array(ArrayValue array, StringBuilder out) {
    if (array.size() == 0) {
      out.append("<empty array>");
      return;
    }
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      append(array.get(i), out);
    }
    out.append(']');
  }

  private static void object(ObjectValue object, StringBuilder out) {
    out.append('{');
    for (int i = 0; i < object.size(); i++) {
      out.append(i == 0 ? " " : ", ");
      String name = object.nameAt(i);
      if (IDENTIFIER.matcher(name).matches()) {
        out.append(name);
      } else {
        quoted(name, out);
      }
      out.append(": ");
      append(object.valueAt(i), out);
    }
    out.append(" }");
  }

  private static void quoted(String text, StringBuilder out) {
    out.append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\'' -> out.append("\\'");
        case '\r' -> out.append("\\r");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '$' -> out.append(text.startsWith("{", i + 1) ? "\\$" : "$");
        default -> out.append(c);
      }
    }
    out.append('\'');
  }
}
