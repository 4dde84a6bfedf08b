package dev.redoubt.store.outbox;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes the body of an event: a flat object of texts and whole numbers, as RFC 8785 has it, so
/// that one content has one digest.
public final class SecurityEventBody {

  /// The greatest whole number that every reader of JSON reads exactly.
  private static final long MAX_NUMBER = (1L << 53) - 1;

  /// The values as JSON. Texts of Java sort by UTF-16 units, which is the order of RFC 8785.
  private final SortedMap<String, String> members = new TreeMap<>();

  /// An empty one.
  public SecurityEventBody() {}

  /// Says a text; nothing, if it is null.
  public SecurityEventBody with(String key, @Nullable String text) {
    if (text != null) {
      members.put(key, quoted(text));
    }
    return this;
  }

  /// Says a number.
  ///
  /// @throws IllegalArgumentException if it has more than 53 bits
  public SecurityEventBody with(String key, long number) {
    if (number > MAX_NUMBER || number < -MAX_NUMBER) {
      throw new IllegalArgumentException("`" + number + "` is no number of 53 bits");
    }
    members.put(key, Long.toString(number));
    return this;
  }

  /// Says an object that is written already.
  SecurityEventBody withObject(String key, String json) {
    members.put(key, json);
    return this;
  }

  /// The object.
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
