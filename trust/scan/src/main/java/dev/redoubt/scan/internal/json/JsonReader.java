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

  /// Deeper than any model's configuration; Python's own reader gives up near 1,000.
  static final int DEPTH = 500;

  /// A notebook's picture is the longest text of a known document.
  private static final int TEXT = 64 << 20;

  /// Nodes of one tree: a vocabulary of a million words fits.
  private static final int NODES = 3_000_000;

  /// Numbers of one array that are kept.
  private static final int NUMBERS = 64;

  private static final JsonFactory STRICT = factory(false);

  /// As Python's reader takes it: `NaN` and `Infinity` are numbers.
  private static final JsonFactory PYTHON = factory(true);

  private final List<JsonDocument> roots = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private int nodes;

  /// An object or array that has not ended.
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

  /// The one value of a document, as the JSON standard has it.
  public static JsonDocument strict(InputStream stream)
      throws IOException, MalformedContentException {
    return one(new JsonReader().all(STRICT, stream));
  }

  /// The one value of a text inside another document, as Python reads it.
  public static JsonDocument of(String text) throws MalformedContentException {
    return of(PYTHON, text);
  }

  /// The value of a text in a format whose parser gives the tokens that JSON has.
  ///
  /// @param factory makes the parser
  public static JsonDocument of(TokenStreamFactory factory, String text)
      throws MalformedContentException {
    try {
      byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      return one(new JsonReader().all(factory, new java.io.ByteArrayInputStream(bytes)));
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  /// The values of a document, one or, where it has a value a line, more.
  public static List<JsonDocument> all(InputStream stream)
      throws IOException, MalformedContentException {
    return new JsonReader().all(PYTHON, stream);
  }

  /// A parser of tokens, for documents that are too large for a tree.
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

  /// What the parser could not read: the bytes could not be had, or they are of no encoding that it
  /// knows, which it says in the same way.
  public static IOException broken(JacksonIOException broken) throws MalformedContentException {
    IOException cause = broken.getCause();
    if (cause instanceof SourceReadFailure failure) {
      return failure.reason();
    }
    throw new MalformedContentException(0, "not JSON: characters that are not of its encoding");
  }

  /// What a parser refuses, without the words of the library.
  public static MalformedContentException malformed(JacksonException wrong) {
    TokenStreamLocation place = wrong.getLocation();
    long bytes = place == null ? 0 : place.getByteOffset();
    long at = place == null || bytes >= 0 ? bytes : place.getCharOffset();
    String line = wrong.getOriginalMessage().lines().findFirst().orElse("not JSON");
    return new MalformedContentException(
        at, "not JSON: " + line.replaceAll("\\(?`?[A-Za-z]+\\.[A-Za-z.]+.*", ""));
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
          throw new MalformedContentException(at, "not JSON");
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
