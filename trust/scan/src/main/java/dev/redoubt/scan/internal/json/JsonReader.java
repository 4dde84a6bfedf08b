package dev.redoubt.scan.internal.json;

import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads JSON into a bounded tree, without recursion.
public final class JsonReader {

  /// Deeper than any model configuration; Python's own reader fails near 1,000.
  static final int DEPTH = 500;

  /// The longest string of a known document is an image in a notebook.
  private static final int TEXT = 64 << 20;

  /// Nodes of one tree; enough for a vocabulary of a million words.
  private static final int NODES = 3_000_000;

  /// The numbers of one array that are kept.
  private static final int NUMBERS = 64;

  private static final JsonFactory STRICT = factory(false);

  /// Like Python's reader, accepts `NaN` and `Infinity` as numbers.
  private static final JsonFactory PYTHON = factory(true);

  private final List<JsonDocument> roots = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private int nodes;

  /// An open object or array.
  private static final class Open {
    final long offset;
    final @Nullable List<JsonDocument.Member> members;
    final List<JsonDocument> elements = new ArrayList<>();
    String name = "";
    int numbers;

    Open(long offset, boolean object) {
      this.offset = offset;
      this.members = object ? new ArrayList<>() : null;
    }

    JsonDocument close() {
      return members == null
          ? new JsonDocument.ArrayNode(offset, elements)
          : new JsonDocument.ObjectNode(offset, members);
    }
  }

  private JsonReader() {}

  /// Reads a document that is a single value according to the JSON standard.
  public static JsonDocument strict(InputStream stream)
      throws IOException, MalformedContentException {
    return one(new JsonReader().all(STRICT, stream));
  }

  /// Reads a single value from a string inside another document, as Python does.
  public static JsonDocument of(String text) throws MalformedContentException {
    return of(PYTHON, text);
  }

  /// Reads a value in a format whose parser returns JSON tokens.
  ///
  /// @param factory creates the parser
  public static JsonDocument of(TokenStreamFactory factory, String text)
      throws MalformedContentException {
    try {
      byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      return one(new JsonReader().all(factory, new java.io.ByteArrayInputStream(bytes)));
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  /// Reads all values of a document; more than one if it has one value per line.
  public static List<JsonDocument> all(InputStream stream)
      throws IOException, MalformedContentException {
    return new JsonReader().all(PYTHON, stream);
  }

  /// A token parser, for documents that are too large for a tree.
  public static JsonParser tokens(InputStream stream) {
    return PYTHON.createParser(ObjectReadContext.empty(), new FailureTrackingStream(stream));
  }

  private static JsonDocument one(List<JsonDocument> roots) throws MalformedContentException {
    if (roots.isEmpty()) {
      throw new MalformedContentException(0, "no JSON value");
    }
    if (roots.size() > 1) {
      throw new MalformedContentException(
          roots.get(1).offset(), "a second JSON value after the document");
    }
    return roots.getFirst();
  }

  private List<JsonDocument> all(TokenStreamFactory factory, InputStream stream)
      throws IOException, MalformedContentException {
    try (JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), new FailureTrackingStream(stream))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        take(parser, token);
      }
      return roots;
    } catch (JacksonIOException broken) {
      throw broken(broken);
    } catch (JacksonException wrong) {
      throw malformed(wrong);
    }
  }

  /// Distinguishes I/O errors from characters that are invalid in the encoding, which the parser
  /// reports in the same way.
  public static IOException broken(JacksonIOException broken) throws MalformedContentException {
    IOException cause = broken.getCause();
    if (cause instanceof SourceReadFailure failure) {
      return failure.reason();
    }
    throw new MalformedContentException(
        0, "invalid JSON: characters that are invalid in its encoding");
  }

  /// Describes a syntax error without the library's own wording.
  public static MalformedContentException malformed(JacksonException wrong) {
    TokenStreamLocation place = wrong.getLocation();
    long bytes = place == null ? 0 : place.getByteOffset();
    long at = place == null || bytes >= 0 ? bytes : place.getCharOffset();
    String line = wrong.getOriginalMessage().lines().findFirst().orElse("syntax error");
    return new MalformedContentException(
        at, "invalid JSON: " + line.replaceAll("\\(?`?[A-Za-z]+\\.[A-Za-z.]+.*", ""));
  }

  private void take(JsonParser parser, JsonToken token) throws MalformedContentException {
    long at = parser.currentTokenLocation().getByteOffset();
    switch (token) {
      case START_OBJECT, START_ARRAY -> open.push(new Open(at, token == JsonToken.START_OBJECT));
      case END_OBJECT, END_ARRAY -> add(open.pop().close());
      case PROPERTY_NAME -> open.element().name = parser.currentName();
      case VALUE_STRING -> add(new JsonDocument.TextNode(at, parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at, parser.getString());
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
          add(new JsonDocument.WordNode(at, parser.getString()));
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new MalformedContentException(at, "invalid JSON");
    }
  }

  private void number(long at, String value) throws MalformedContentException {
    Open parent = open.peek();
    if (parent == null || parent.members != null || ++parent.numbers <= NUMBERS) {
      add(new JsonDocument.NumberNode(at, value));
    }
  }

  private void add(JsonDocument value) throws MalformedContentException {
    if (++nodes > NODES) {
      throw new MalformedContentException(
          value.offset(), "more than `" + NODES + "` values in a document");
    }
    Open parent = open.peek();
    if (parent == null) {
      roots.add(value);
    } else if (parent.members != null) {
      parent.members.add(new JsonDocument.Member(parent.name, value));
    } else {
      parent.elements.add(value);
    }
  }

  private static JsonFactory factory(boolean python) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEPTH)
                .maxStringLength(TEXT)
                .maxNameLength(1 << 20)
                .maxNumberLength(4_000)
                .build())
        .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, python)
        .build();
  }
}
