package dev.redoubt.signing.internal;

import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.refusal.RefusedException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A JSON object that may only contain known fields. A field with the value null is treated as
/// absent, and is an error where it is required.
public final class StrictJsonObject {

  private final JsonNode object;
  private final String where;

  private StrictJsonObject(JsonNode object, String where) {
    this.object = object;
    this.where = where;
  }

  /// Wraps an object.
  ///
  /// @param where path of the object for messages: `dsseEnvelope.signatures[0]`
  /// @param known allowed field names
  public static StrictJsonObject of(@Nullable JsonNode node, String where, Set<String> known)
      throws RefusedException {
    if (node == null || !node.isObject()) {
      throw new RefusedException("`" + where + "` must be an object");
    }
    Set<String> unknown = new TreeSet<>(node.propertyNames());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      String name = unknown.iterator().next();
      throw new RefusedException(
          "`" + where + "` has the unknown field `" + QuotedText.shown(name) + "`");
    }
    return new StrictJsonObject(node, where);
  }

  /// The path of a field, for messages.
  public String at(String name) {
    return where + "." + name;
  }

  /// Whether the field is present and not null.
  public boolean has(String name) {
    return node(name) != null;
  }

  /// The field, or null if it is absent or null.
  public @Nullable JsonNode node(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  /// A required string that is not empty.
  public String text(String name) throws RefusedException {
    String text = optionalText(name);
    if (text == null || text.isEmpty()) {
      throw new RefusedException("`" + at(name) + "` is missing");
    }
    return text;
  }

  /// An optional string, or null.
  public @Nullable String optionalText(String name) throws RefusedException {
    JsonNode node = node(name);
    return node == null ? null : text(node, at(name));
  }

  private static String text(JsonNode node, String place) throws RefusedException {
    if (!node.isString()) {
      throw new RefusedException("`" + place + "` must be a string");
    }
    String text = node.stringValue();
    if (!QuotedText.isWellFormed(text)) {
      throw new RefusedException("`" + place + "` has an unpaired surrogate");
    }
    return text;
  }

  /// A required string with exactly this value.
  public void exactly(String name, String expected) throws RefusedException {
    String text = text(name);
    if (!text.equals(expected)) {
      throw new RefusedException(
          "`"
              + at(name)
              + "` is `"
              + QuotedText.shown(text)
              + "`; only `"
              + expected
              + "` is accepted");
    }
  }

  /// A required boolean.
  public boolean flag(String name) throws RefusedException {
    JsonNode node = node(name);
    if (node == null || !node.isBoolean()) {
      throw new RefusedException("`" + at(name) + "` must be true or false");
    }
    return node.booleanValue();
  }

  /// A required integer, at least `least`. `1000.0` is accepted as well, because Protocol Buffers
  /// writes integers this way in structures without a schema.
  public long number(String name, long least) throws RefusedException {
    JsonNode node = node(name);
    if (node == null || !node.isNumber() || !isWhole(node.decimalValue())) {
      throw new RefusedException("`" + at(name) + "` must be an integer");
    }
    long number = node.decimalValue().longValueExact();
    if (number < least) {
      throw new RefusedException("`" + at(name) + "` must be " + least + " or more");
    }
    return number;
  }

  /// At most 18 digits, so that an exponent cannot make the number huge.
  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0
        || (number.precision() - number.scale() <= 18
            && number.scale() <= 18
            && number.stripTrailingZeros().scale() <= 0);
  }

  /// Required bytes in base64.
  public byte[] bytes(String name) throws RefusedException {
    return StrictBase64.decode(text(name), at(name));
  }

  /// The elements of an array; empty if it is absent.
  public List<JsonNode> list(String name) throws RefusedException {
    JsonNode node = node(name);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw new RefusedException("`" + at(name) + "` must be an array");
    }
    return new ArrayList<>(node.values());
  }

  /// The strings of an array; empty if it is absent.
  public List<String> texts(String name) throws RefusedException {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : list(name)) {
      texts.add(text(node, at(name) + "[" + texts.size() + "]"));
    }
    return texts;
  }

  /// An object of strings, in the order of the document; empty if it is absent.
  public Map<String, String> map(String name) throws RefusedException {
    JsonNode node = node(name);
    Map<String, String> map = new LinkedHashMap<>();
    if (node == null) {
      return map;
    }
    if (!node.isObject()) {
      throw new RefusedException("`" + at(name) + "` must be an object");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      map.put(
          entry.getKey(),
          text(entry.getValue(), at(name) + "." + QuotedText.shown(entry.getKey())));
    }
    return map;
  }

  /// An optional time in the format of RFC 3339, or null.
  public @Nullable Instant optionalTime(String name) throws RefusedException {
    String text = optionalText(name);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new RefusedException(
          "`"
              + at(name)
              + "` is `"
              + QuotedText.shown(text)
              + "`; expected a time such as `2026-11-24T20:15:00Z`");
    }
  }

  /// A required time.
  public Instant time(String name) throws RefusedException {
    Instant time = optionalTime(name);
    if (time == null) {
      throw new RefusedException("`" + at(name) + "` is missing");
    }
    return time;
  }

  /// A required digest of the given number of bytes.
  public ResourceDigest digest(String name, int bytes) throws RefusedException {
    String text = text(name);
    if (!ResourceDigest.is(text, bytes)) {
      throw new RefusedException(
          "`" + at(name) + "` must be " + 2 * bytes + " lower-case hexadecimal digits");
    }
    return new ResourceDigest(text);
  }
}
