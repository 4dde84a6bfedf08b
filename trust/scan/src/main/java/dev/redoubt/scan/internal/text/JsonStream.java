package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.internal.boosting.XgboostJson;
import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.loader.ConfiguredCode;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/// Reads JSON that is too large for a tree: weights and vocabularies. Rejects a document that would
/// have to be checked completely.
final class JsonStream {

  /// Top-level names of documents that act.
  private static final Set<String> ACTING =
      Set.of("class_name", "cells", "auto_map", "chat_template", "flavors", "module");

  /// Names by which loaders find code, at any depth. Words of a vocabulary may have such a name:
  /// their value is a number.
  private static final Set<String> LOADED = ConfiguredCode.keys();

  private JsonStream() {}

  /// Checks a document, and returns whether it may be an XGBoost model.
  static boolean inspect(InputStream stream, ContentFindings findings)
      throws IOException, MalformedContentException {
    boolean xgboost = false;
    try (JsonParser parser = JsonReader.tokens(stream)) {
      int depth = 0;
      String loaded = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        long at = parser.currentTokenLocation().getByteOffset();
        xgboost |=
            depth == 1
                && token == JsonToken.PROPERTY_NAME
                && parser.currentName().equals(XgboostJson.NAME);
        if (!loaded.isEmpty() && (token.isStructStart() || token == JsonToken.VALUE_STRING)) {
          throw new MalformedContentException(
              at, "`" + loaded + "` in a document that exceeds the size limit of configurations");
        }
        loaded =
            token == JsonToken.PROPERTY_NAME && LOADED.contains(parser.currentName())
                ? parser.currentName()
                : "";
        if (token == JsonToken.PROPERTY_NAME
            && depth == 1
            && ACTING.contains(parser.currentName())) {
          throw new MalformedContentException(
              at,
              "`"
                  + parser.currentName()
                  + "` in a document that exceeds the size limit of configurations");
        } else if (token == JsonToken.VALUE_STRING) {
          SecretReporter.inspect(parser.getString(), at, findings);
        }
      }
      return xgboost;
    } catch (JacksonIOException broken) {
      throw JsonReader.broken(broken);
    } catch (JacksonException wrong) {
      throw JsonReader.malformed(wrong);
    }
  }
}
