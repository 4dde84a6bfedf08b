package dev.redoubt.json;

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

/// Reads JSON that all parsers interpret the same way: UTF-8 without a byte order mark (RFC 8259,
/// section 8.1), no duplicate names in an object, nothing after the end. Numbers keep all their
/// digits.
public final class StrictJson {

  private final Limits limits;
  private final JsonMapper mapper;

  /// @param limits what a text may ask of its reader
  public StrictJson(Limits limits) {
    this.limits = limits;
    this.mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(limits.depth())
                            .maxTokenCount(limits.tokens())
                            .maxStringLength(limits.bytes())
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
  }

  /// What a text may ask of its reader.
  ///
  /// @param bytes of the whole
  /// @param depth of objects and arrays in each other
  /// @param tokens names, values, and the beginnings and ends of objects and arrays
  public record Limits(int bytes, int depth, long tokens) {

    /// Limits of size and depth alone.
    public Limits(int bytes, int depth) {
      this(bytes, depth, Long.MAX_VALUE);
    }
  }

  /// A value, or why there is none.
  public sealed interface Result {
    /// A value.
    record Read(JsonNode value) implements Result {}

    /// The input is not valid.
    ///
    /// @param message what is wrong, to be put behind the name of what was read: `is empty`
    record Refused(String message) implements Result {}
  }

  /// Reads one value. Never throws because of the input.
  public Result read(byte[] bytes) {
    if (bytes.length > limits.bytes()) {
      return new Result.Refused("has " + bytes.length + " bytes; the limit is " + limits.bytes());
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return new Result.Refused("is not UTF-8");
    }
    return text.startsWith("\uFEFF")
        ? new Result.Refused("begins with a byte order mark")
        : parse(text);
  }

  private Result parse(String text) {
    try {
      JsonNode node = mapper.readTree(text);
      return node.isMissingNode() ? new Result.Refused("is empty") : new Result.Read(node);
    } catch (JacksonException wrong) {
      return new Result.Refused("cannot be read as JSON" + place(wrong) + ": " + words(wrong));
    } catch (NumberFormatException _) {
      // Jackson's own reader of numbers, for an exponent past 32 bits.
      return new Result.Refused("has a number that is too large");
    }
  }

  private static String place(JacksonException wrong) {
    TokenStreamLocation location = wrong.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /// The error message of Jackson, in words for users.
  private String words(JacksonException wrong) {
    String message = wrong.getOriginalMessage();
    if (message == null) {
      return "invalid JSON";
    }
    if (message.startsWith("Duplicate ")) {
      return "an object has a duplicate name";
    }
    if (message.startsWith("Trailing token")) {
      return "unexpected content after the end";
    }
    if (message.contains("nesting depth")) {
      return "nested deeper than " + limits.depth() + " levels";
    }
    if (message.startsWith("Token count")) {
      return "more than " + limits.tokens() + " tokens";
    }
    if (message.startsWith("Unexpected end-of-input")) {
      return "unexpected end";
    }
    return "invalid JSON";
  }
}
