package dev.redoubt.store.outbox;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Builds the JSON body of an event: a flat object of strings and integers in the canonical form of
/// RFC 8785, so that equal contents have equal digests.
public final class SecurityEventBody {

  /// The greatest integer that every JSON reader reads exactly.
  private static final long MAX_NUMBER = (1L << 53) - 1;

  /// Member values as JSON. Java strings sort by UTF-16 units, which is the order of RFC 8785.
  private final SortedMap<String, String> members = new TreeMap<>();

  /// Creates an empty body.
  public SecurityEventBody() {}

  /// Adds a string; nothing if it is null.
  public SecurityEventBody with(String key, @Nullable String text) {
    if (text != null) {
      members.put(key, quoted(text));
    }
    return this;
  }

  /// Adds a number.
  ///
  /// @throws IllegalArgumentException if the number has more than 53 bits
  public SecurityEventBody with(String key, long number) {
    if (number > MAX_NUMBER || number < -MAX_NUMBER) {
      throw new IllegalArgumentException("`" + number + "` is not a number of at most 53 bits");
    }
    members.put(key, Long.toString(number));
    return this;
  }

  /// Adds a JSON object that is already serialized.
  SecurityEventBody withObject(String key, String json) {
    members.put(key, json);
    return this;
  }

  /// Returns the JSON object.
  public String text() {
    StringBuilder json = new StringBuilder("{");
    members.forEach(
        (key, value) -> {
          json.append(json.length() == 1 ? "" : ",").append(quoted(key));
          json.append(':').append(value);
        });
    return json.append('}').toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\t' -> json.append("\\t");
        case '\n' -> json.append("\\n");
        case '\f' -> json.append("\\f");
        case '\r' -> json.append("\\r");
        default -> json.append(each < ' ' ? "\\u%04x".formatted((int) each) : each);
      }
    }
    return json.append('"').toString();
  }
}
