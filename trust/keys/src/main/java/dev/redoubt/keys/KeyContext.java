package dev.redoubt.keys;

import dev.redoubt.keys.internal.BinaryReader;
import dev.redoubt.keys.internal.BinaryWriter;
import dev.redoubt.keys.material.KeyAccessException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Describes an encrypted object by names and values, such as its id, model and tenant. It is the
/// additional authenticated data of whatever is wrapped or encrypted, and is stored in clear text
/// beside it, so it must not contain secrets.
///
/// Names are of `a-z`, `0-9`, `.`, `_` and `-`, and sorted; values are any text.
public record KeyContext(SortedMap<String, String> values) {

  /// The empty context. Objects with this context can be exchanged with one another without
  /// detection.
  public static final KeyContext EMPTY = new KeyContext(new TreeMap<>());

  /// A limit that suffices for labels; the header has a fixed size in a file.
  private static final int MAX_PAIRS = 32;

  private static final int MAX_VALUE_BYTES = 512;

  /// Together with the wrapped key, this fits into the header of a file.
  private static final int MAX_BYTES = 4096;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /// Validates and copies the values.
  ///
  /// @throws IllegalArgumentException if a name or a value is not allowed
  public KeyContext {
    TreeMap<String, String> copy = new TreeMap<>(values);
    String wrong = wrong(copy);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(wrong);
    }
    values = java.util.Collections.unmodifiableSortedMap(copy);
  }

  /// Creates a context from values in any order.
  ///
  /// @throws IllegalArgumentException if a name or a value is not allowed
  public static KeyContext of(Map<String, String> values) {
    return new KeyContext(new TreeMap<>(values));
  }

  /// The canonical encoding: the number of pairs (8 bits), and each name and value as UTF-8
  /// preceded by its length (16 bits, big-endian), in the order of names.
  public byte[] encoded() {
    BinaryWriter form = new BinaryWriter().u8(values.size());
    values.forEach((name, value) -> form.text(name).text(value));
    return form.toBytes();
  }

  /// Decodes the canonical encoding; any other encoding than that of [#encoded()] is refused.
  static KeyContext read(BinaryReader form) throws KeyAccessException {
    TreeMap<String, String> values = new TreeMap<>();
    int count = form.u8();
    String before = "";
    for (int i = 0; i < count; i++) {
      String name = form.text();
      if (name.compareTo(before) <= 0) {
        throw form.malformed("the names of the context are not in ascending order");
      }
      values.put(name, form.text());
      before = name;
    }
    String wrong = wrong(values);
    if (!wrong.isEmpty()) {
      throw form.malformed(wrong);
    }
    return new KeyContext(values);
  }

  /// Decodes the canonical encoding; any other encoding than that of [#encoded()] is refused.
  ///
  /// @throws KeyAccessException.Malformed if the encoding is not valid
  public static KeyContext decode(byte[] bytes) throws KeyAccessException {
    BinaryReader form = new BinaryReader("the context", bytes);
    KeyContext context = read(form);
    form.end();
    return context;
  }

  /// As `name=value, name=value`.
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String wrong(SortedMap<String, String> values) {
    if (values.size() > MAX_PAIRS) {
      return "a context has at most " + MAX_PAIRS + " names, not " + values.size();
    }
    int total = 1;
    for (Map.Entry<String, String> each : values.entrySet()) {
      String value = each.getValue();
      if (!NAME.matcher(each.getKey()).matches()) {
        return "`"
            + each.getKey()
            + "` is not a valid context name; use a-z, 0-9, `.`, `_` and `-`";
      }
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)
          || value.chars().anyMatch(Character::isISOControl)) {
        return "the value of `"
            + each.getKey()
            + "` contains control characters or invalid Unicode";
      }
      int bytes = value.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_VALUE_BYTES) {
        return "the value of `" + each.getKey() + "` is longer than " + MAX_VALUE_BYTES + " bytes";
      }
      total += 4 + each.getKey().length() + bytes;
    }
    return total > MAX_BYTES ? "a context has at most " + MAX_BYTES + " bytes" : "";
  }
}
