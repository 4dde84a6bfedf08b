package dev.redoubt.keys.release;

import dev.redoubt.keys.material.KeyAccessException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON in which a name that stands twice is refused: two readers could take a different one.
final class StrictJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private StrictJson() {}

  /// Reads one object.
  ///
  /// @param what what it is, for the message
  static JsonNode object(String what, byte[] bytes) throws KeyAccessException {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JacksonException wrong) {
      throw new KeyAccessException.Malformed(what + " is no JSON: " + reason(wrong));
    } catch (NumberFormatException _) {
      // Jackson's own reader of numbers, for an exponent past 32 bits.
      throw new KeyAccessException.Malformed(what + " has a number that is too large");
    }
    throw new KeyAccessException.Malformed(what + " is no JSON object");
  }

  private static String reason(JacksonException wrong) {
    var place = wrong.getLocation();
    return place == null
        ? "it cannot be read"
        : "line " + place.getLineNr() + ", column " + place.getColumnNr();
  }
}
