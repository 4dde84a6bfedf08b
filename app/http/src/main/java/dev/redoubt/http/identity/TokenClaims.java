package dev.redoubt.http.identity;

import dev.redoubt.json.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a token says, once nothing in it can be read in two ways: a name that is given twice is no
/// claim.
record TokenClaims(ObjectNode json) {

  /// Headers of requests bound a token far below this.
  private static final StrictJson JSON = new StrictJson(new StrictJson.Limits(16 << 20, 500));

  /// Reads an object of JSON in UTF-8; empty if it is none. Other encodings, which a parser would
  /// find out by itself, are no JSON of tokens (RFC 7519, section 7.2).
  static Optional<TokenClaims> parse(byte[] bytes) {
    return JSON.read(bytes) instanceof StrictJson.Result.Read(ObjectNode object)
        ? Optional.of(new TokenClaims(object))
        : Optional.empty();
  }

  boolean has(String name) {
    return json.has(name);
  }

  /// A text, a truth value or a whole number, as a text. Not a list with one of them.
  Optional<String> text(String name) {
    return text(json.path(name));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() || node.isBoolean() || node.isIntegralNumber()
        ? Optional.of(node.asString())
        : Optional.empty();
  }

  /// What a list has; a text alone is a list of one.
  List<String> texts(String name) {
    JsonNode node = json.path(name);
    return node.isArray()
        ? node.values().stream().flatMap(each -> text(each).stream()).toList()
        : text(node).stream().toList();
  }

  /// An object within.
  Optional<TokenClaims> object(String name) {
    return json.path(name) instanceof ObjectNode object
        ? Optional.of(new TokenClaims(object))
        : Optional.empty();
  }

  /// A time (RFC 7519, `NumericDate`: seconds, which may have a fraction).
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
