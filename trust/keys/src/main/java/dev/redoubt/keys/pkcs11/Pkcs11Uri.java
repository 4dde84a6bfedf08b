package dev.redoubt.keys.pkcs11;

import dev.redoubt.keys.material.KeyAccessException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A PKCS#11 URI (RFC 7512), which names a token and a key in it.
///
/// Supported attributes are `token`, `serial`, `manufacturer`, `model`, `object`, `type`,
/// `slot-id`, and `module-path` in the query. A PIN is refused, because it would be recorded in
/// shell histories and logs. Unsupported attributes are refused, because ignoring them could select
/// another key.
///
/// @param attributes of the path, decoded, in the order of writing
/// @param modulePath the library of the token, null where it is said elsewhere
public record Pkcs11Uri(Map<String, String> attributes, @Nullable String modulePath) {

  private static final Set<String> KNOWN =
      Set.of("token", "serial", "manufacturer", "model", "object", "type", "slot-id");
  private static final Set<String> TYPES = Set.of("private", "public", "secret-key");
  private static final int MAX_LENGTH = 1024;

  /// Copies the attributes.
  public Pkcs11Uri {
    attributes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /// The label of the token; null if the URI does not name it.
  public @Nullable String token() {
    return attributes.get("token");
  }

  /// The label of the key; null if the URI does not name it.
  public @Nullable String object() {
    return attributes.get("object");
  }

  /// Returns a URI of the same token with a key of this label.
  public Pkcs11Uri withObject(String label) {
    Map<String, String> other = new LinkedHashMap<>(attributes);
    other.put("object", label);
    return new Pkcs11Uri(other, modulePath);
  }

  /// Parses a URI.
  ///
  /// @throws KeyAccessException.Malformed if the URI is not valid
  public static Pkcs11Uri parse(String text) throws KeyAccessException {
    if (!text.startsWith("pkcs11:") || text.length() > MAX_LENGTH) {
      throw malformed("the URI must begin with `pkcs11:` and have at most 4,096 characters");
    }
    int query = text.indexOf('?');
    String path = text.substring("pkcs11:".length(), query < 0 ? text.length() : query);
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : pairs(path, ";").entrySet()) {
      if (!KNOWN.contains(each.getKey())) {
        throw malformed("attribute `" + each.getKey() + "` is not supported");
      }
      attributes.put(each.getKey(), each.getValue());
    }
    if (attributes.containsKey("type") && !TYPES.contains(attributes.get("type"))) {
      throw malformed("`type` must be one of " + TYPES.stream().sorted().toList());
    }
    if (attributes.containsKey("slot-id") && !attributes.get("slot-id").matches("[0-9]{1,18}")) {
      throw malformed("`slot-id` must be a number");
    }
    String module = null;
    for (Map.Entry<String, String> each :
        pairs(query < 0 ? "" : text.substring(query + 1), "&").entrySet()) {
      module =
          switch (each.getKey()) {
            case "module-path" -> each.getValue();
            case "pin-value", "pin-source" ->
                throw malformed("a PIN is not allowed in the URI; use `--pin-file`");
            default -> throw malformed("attribute `" + each.getKey() + "` is not supported");
          };
    }
    return new Pkcs11Uri(attributes, module);
  }

  private static Map<String, String> pairs(String text, String separator)
      throws KeyAccessException {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return pairs;
    }
    for (String each : text.split(separator, -1)) {
      int equals = each.indexOf('=');
      if (equals <= 0) {
        throw malformed("`" + each + "` is not `name=value`");
      }
      if (pairs.put(each.substring(0, equals), decoded(each.substring(equals + 1))) != null) {
        throw malformed("`" + each.substring(0, equals) + "` occurs twice");
      }
    }
    return pairs;
  }

  private static String decoded(String text) throws KeyAccessException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each != '%') {
        bytes.writeBytes(String.valueOf(each).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low < 0) {
        throw malformed("`%` must be followed by two hexadecimal digits");
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    try {
      String decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      if (decoded.isEmpty() || decoded.chars().anyMatch(Character::isISOControl)) {
        throw malformed("a value is empty or has control characters");
      }
      return decoded;
    } catch (CharacterCodingException notText) {
      throw malformed("a value is not UTF-8");
    }
  }

  private static KeyAccessException malformed(String why) {
    return new KeyAccessException.Malformed("the PKCS#11 URI: " + why);
  }

  /// Prints in the notation of RFC 7512.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("pkcs11:");
    attributes.forEach(
        (name, value) ->
            out.append(out.length() == "pkcs11:".length() ? "" : ";")
                .append(name)
                .append('=')
                .append(encoded(value)));
    if (modulePath != null) {
      out.append("?module-path=").append(encoded(Objects.requireNonNull(modulePath)));
    }
    return out.toString();
  }

  private static String encoded(String value) {
    StringBuilder out = new StringBuilder();
    for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (each & 0xff);
      if (character < 0x80
          && (Character.isLetterOrDigit(character) || "-._~/".indexOf(character) >= 0)) {
        out.append(character);
      } else {
        out.append('%').append("%02X".formatted((int) character));
      }
    }
    return out.toString();
  }
}
