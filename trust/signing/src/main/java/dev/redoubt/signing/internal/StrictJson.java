package dev.redoubt.signing.internal;

import dev.redoubt.signing.refusal.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON of which two readers cannot have different opinions: UTF-8 without a byte order mark,
/// no name twice in an object, nothing after the end.
public final class StrictJson {

  /// A signature of 400,000 files has 60 MB; more is somebody's attack on memory.
  public static final int MAX_BYTES = 96 << 20;

  /// Bundles have 6 levels; the parameters of a build are somebody's own and rarely have 10.
  private static final int MAX_DEPTH = 64;

  /// A bundle with ten certificates has some 80. It is read before anybody's signature is known,
  /// and 96 MB of empty objects would take gigabytes as a tree.
  private static final int MAX_UNSIGNED_TOKENS = 1_000;

  private static final JsonMapper SIGNED =
      mapper(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH));

  private static final JsonMapper UNSIGNED =
      mapper(
          StreamReadConstraints.builder()
              .maxNestingDepth(MAX_DEPTH)
              .maxTokenCount(MAX_UNSIGNED_TOKENS));

  private StrictJson() {}

  private static JsonMapper mapper(StreamReadConstraints.Builder constraints) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(constraints.maxStringLength(MAX_BYTES).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  /// Reads one value that nobody has vouched for yet, and that is small but for its texts.
  ///
  /// @param what the document, as a message names it: `the bundle`
  public static JsonNode readUnsigned(byte[] bytes, String what) throws RefusedException {
    return read(UNSIGNED, bytes, what);
  }

  /// Reads one value.
  ///
  /// @param what the document, as a message names it: `the statement`
  public static JsonNode read(byte[] bytes, String what) throws RefusedException {
    return read(SIGNED, bytes, what);
  }

  private static JsonNode read(JsonMapper mapper, byte[] bytes, String what)
      throws RefusedException {
    if (bytes.length > MAX_BYTES) {
      throw new RefusedException(
          what + " has " + bytes.length + " bytes, more than the " + MAX_BYTES + " that are read");
    }
    String text = decode(bytes, what);
    try {
      JsonNode node = mapper.readTree(text);
      if (node.isMissingNode()) {
        throw new RefusedException(what + " is empty");
      }
      return node;
    } catch (JacksonException e) {
      throw new RefusedException(what + " cannot be read as JSON" + place(e) + ": " + words(e));
    } catch (NumberFormatException _) {
      // Jackson's own reader of numbers, for an exponent past 32 bits.
      throw new RefusedException(what + " has a number that is too large");
    }
  }

  private static String decode(byte[] bytes, String what) throws RefusedException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.startsWith("\uFEFF")) {
        throw new RefusedException(what + " begins with a byte order mark");
      }
      return text;
    } catch (CharacterCodingException _) {
      throw new RefusedException(what + " is not UTF-8");
    }
  }

  private static String place(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /// What Jackson says, as far as it is for users.
  private static String words(JacksonException e) {
    String message = e.getOriginalMessage();
    if (message == null) {
      return "wrong JSON";
    }
    if (message.startsWith("Duplicate ")) {
      return "a name stands twice in an object";
    }
    if (message.startsWith("Trailing token")) {
      return "something follows the end";
    }
    if (message.contains("nesting depth")) {
      return "it is nested deeper than " + MAX_DEPTH + " levels";
    }
    if (message.startsWith("Token count")) {
      return "it has more than " + MAX_UNSIGNED_TOKENS + " parts";
    }
    if (message.startsWith("Unexpected end-of-input")) {
      return "it ends too early";
    }
    return "wrong JSON";
  }
}
