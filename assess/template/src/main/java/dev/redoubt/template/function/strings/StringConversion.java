package dev.redoubt.template.function.strings;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;

/// Converts known values to the text that they have inside an interpolated string.
final class StringConversion {

  private StringConversion() {}

  /// Converts a value as `format` does: arrays and objects as JSON with single quotes, others as
  /// [JsonWriter#asText].
  static String interpolated(Value value) {
    if (value instanceof ArrayValue || value instanceof ObjectValue) {
      StringBuilder out = new StringBuilder();
      json(value, out);
      return out.toString();
    }
    return JsonWriter.asText(value);
  }

  private static void json(Value value, StringBuilder out) {
    switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, Unknown _ -> out.append(value);
      case StringValue(var text, _) -> quoted(text, out);
      case ArrayValue array -> {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
          out.append(i > 0 ? "," : "");
          json(array.get(i), out);
        }
        out.append(']');
      }
      case ObjectValue object -> {
        out.append('{');
        for (int i = 0; i < object.size(); i++) {
          out.append(i > 0 ? "," : "");
          quoted(object.nameAt(i), out);
          out.append(':');
          json(object.valueAt(i), out);
        }
        out.append('}');
      }
    }
  }

  private static void quoted(String text, StringBuilder out) {
    String json = JsonWriter.quote(text);
    String inner = json.substring(1, json.length() - 1);
    out.append('\'').append(inner.replace("\\\"", "\"").replace("'", "\\'")).append('\'');
  }
}
