package dev.redoubt.scan.internal.format;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.internal.SourceStream;
import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;

/// Distinguishes kinds of JSON by the names of the outermost object.
final class JsonProbe {

  /// No configuration has as many names at the top level.
  private static final int NAMES = 10_000;

  private JsonProbe() {}

  /// The formats; empty if it is not JSON from its first tokens on.
  static Set<FileFormat> formats(ByteSource source) throws IOException {
    Set<FileFormat> formats = EnumSet.noneOf(FileFormat.class);
    Set<String> names = new HashSet<>();
    if (!read(source, names)) {
      return formats;
    }
    if (names.contains("cells") || names.contains("nbformat") || names.contains("worksheets")) {
      formats.add(FileFormat.NOTEBOOK);
    }
    if (names.contains("class_name") && (names.contains("config") || names.contains("module"))) {
      formats.add(FileFormat.KERAS_CONFIG);
    }
    if (names.contains("__class__")
        || names.contains("__loader__")
        || names.contains("_skops_version")) {
      formats.add(FileFormat.SKOPS_SCHEMA);
    }
    formats.add(FileFormat.JSON);
    return formats;
  }

  /// Reads as Python does, because its loaders are the ones that matter: `NaN` is a number.
  private static boolean read(ByteSource source, Set<String> names) throws IOException {
    int tokens = 0;
    boolean named = false;
    try (InputStream stream = new BufferedInputStream(new SourceStream(source), 1 << 16);
        JsonParser parser = JsonReader.tokens(stream)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens++;
        named |= token == JsonToken.PROPERTY_NAME;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 1 && token == JsonToken.PROPERTY_NAME && names.size() < NAMES) {
          names.add(parser.currentName());
        }
      }
      return true;
    } catch (StreamConstraintsException e) {
      // Longer or deeper than this reader allows; to a loader it may be JSON.
      return true;
    } catch (JacksonIOException e) {
      return isBegun(e, named || tokens > 2);
    } catch (JacksonException e) {
      // A template begins like JSON but is not; a damaged or endless JSON document still is.
      return named || tokens > 2;
    }
  }

  /// An I/O error is no result; content that is invalid in every encoding of JSON ends there.
  private static boolean isBegun(JacksonIOException broken, boolean begun) throws IOException {
    try {
      throw JsonReader.broken(broken);
    } catch (MalformedContentException _) {
      return begun;
    }
  }
}
