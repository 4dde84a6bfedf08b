package dev.redoubt.scan.internal.skops;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the schema of a skops model: each object names a type, and a loader that creates an
/// instance.
public final class SkopsAnalyser implements FormatAnalyser {

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    SkopsNodes nodes = new SkopsNodes(content.place(), context);
    try (InputStream stream = new BufferedInputStream(content.stream(), 1 << 16);
        JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), stream)) {
      walk(parser, nodes);
    } catch (JacksonException e) {
      context.report(
          Detection.of(
              SkopsRule.DAMAGED,
              content.place().at(Math.max(0, offset(e))),
              "invalid JSON from here on"));
    }
  }

  private static long offset(JacksonException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
  }

  private static void walk(JsonParser parser, SkopsNodes nodes) {
    Deque<Node> open = new ArrayDeque<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        open.push(new Node(parser.currentTokenLocation().getByteOffset(), new HashMap<>()));
      } else if (token == JsonToken.END_OBJECT) {
        nodes.look(open.pop());
      } else if (token == JsonToken.VALUE_STRING
          && !open.isEmpty()
          && parser.currentName() != null) {
        open.peek().texts().putIfAbsent(parser.currentName(), parser.getString());
      }
    }
  }

  /// An object of the schema.
  ///
  /// @param offset of its start
  /// @param texts its members that are strings
  record Node(long offset, Map<String, String> texts) {

    String text(String name) {
      return texts.getOrDefault(name, "");
    }
  }
}
