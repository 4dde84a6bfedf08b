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

  /// The object at a place.
  ///
  /// @param where as messages name the place: `dsseEnvelope.signatures[0]`
  /// @param known the names that it may have
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

  /// The place of a field.
  public String at(String name) {
    return where + "." + name;
  }

  /// Whether the field is there and not null.
  public boolean has(String name) {
    return node(name) != null;
  }

  /// The field, or null where it is absent or null.
  public @Nullable JsonNode node(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  /// A text that must be there and not empty.
  public String text(String name) throws RefusedException {
    String text = optionalText(name);
    if (text == null || text.isEmpty()) {
      throw new RefusedException("`" + at(name) + "` is missing");
    }
    return text;
  }

  /// A text, or null.
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

  /// A text that must be exactly this.
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

  /// A boolean that must be there.
  public boolean flag(String name) throws RefusedException {
    JsonNode node = node(name);
    if (node == null || !node.isBoolean()) {
      throw new RefusedException("`" + at(name) + "` must be true or false");
    }
    return node.booleanValue();
  }

  /// A whole number that must be there, at least `least`. `1000.0` is one too: so Protocol Buffers
  /// writes whole numbers in structures without a schema.
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

  /// Within 18 digits, so that no exponent makes it huge.
  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0
        || (number.precision() - number.scale() <= 18
            && number.scale() <= 18
            && number.stripTrailingZeros().scale() <= 0);
  }

  /// Bytes in base64 that must be there.
  public byte[] bytes(String name) throws RefusedException {
    return StrictBase64.decode(text(name), at(name));
  }

  /// The elements of an array; empty where it is absent.
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

  /// The texts of an array; empty where it is absent.
  public List<String> texts(String name) throws RefusedException {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : list(name)) {
      texts.add(text(node, at(name) + "[" + texts.size() + "]"));
    }
    return texts;
  }

  /// An object of texts, in the order in which it is written; empty where it is absent.
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

  /// A time as RFC 3339 writes it, or null.
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

  /// A time that must be there.
  public Instant time(String name) throws RefusedException {
    Instant time = optionalTime(name);
    if (time == null) {
      throw new RefusedException("`" + at(name) + "` is missing");
    }
    return time;
  }

  /// A digest of so many bytes that must be there.
  public ResourceDigest digest(String name, int bytes) throws RefusedException {
    String text = text(name);
    if (!ResourceDigest.is(text, bytes)) {
      throw new RefusedException(
          "`" + at(name) + "` must be " + 2 * bytes + " lower-case hexadecimal digits");
    }
    return new ResourceDigest(text);
  }
}
