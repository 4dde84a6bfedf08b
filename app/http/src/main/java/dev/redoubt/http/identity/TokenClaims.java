package dev.redoubt.http.identity;

import dev.redoubt.json.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The claims of a token, parsed unambiguously: JSON with duplicate names is rejected.
record TokenClaims(ObjectNode json) {

  /// Request header limits bound a token far below this.
  private static final StrictJson JSON = new StrictJson(new StrictJson.Limits(16 << 20, 500));

  /// Parses a JSON object in UTF-8; empty if it is malformed. Other encodings, which a parser would
  /// auto-detect, are not allowed in tokens (RFC 7519, section 7.2).
  static Optional<TokenClaims> parse(byte[] bytes) {
    return JSON.read(bytes) instanceof StrictJson.Result.Read(ObjectNode object)
        ? Optional.of(new TokenClaims(object))
        : Optional.empty();
  }

  boolean has(String name) {
    return json.has(name);
  }

  /// Returns a string, boolean or integer claim as a string. A list with one element is not a
  /// string.
  Optional<String> text(String name) {
    return text(json.path(name));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() || node.isBoolean() || node.isIntegralNumber()
        ? Optional.of(node.asString())
        : Optional.empty();
  }

  /// Returns the elements of a list claim; a single value is a list of one.
  List<String> texts(String name) {
    JsonNode node = json.path(name);
    return node.isArray()
        ? node.values().stream().flatMap(each -> text(each).stream()).toList()
        : text(node).stream().toList();
  }

  /// Returns a nested object.
  Optional<TokenClaims> object(String name) {
    return json.path(name) instanceof ObjectNode object
        ? Optional.of(new TokenClaims(object))
        : Optional.empty();
  }

  /// Returns a time claim (RFC 7519, `NumericDate`: seconds, possibly with a fraction).
  Optional<Instant> time(String name) {
    JsonNode node = json.path(name);
    if (!node.isNumber()) {
      return Optional.empty();
    }
    double seconds = node.doubleValueOpt().orElse(Double.NaN);
    try {
      return Math.abs(seconds) < 1e15
          ? Optional.of(Instant.ofEpochSecond((long) Math.floor(seconds)))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
