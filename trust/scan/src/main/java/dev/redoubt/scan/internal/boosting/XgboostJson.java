package dev.redoubt.scan.internal.boosting;

import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/// Checks XGBoost models in JSON. Other analyzers check that it is valid JSON, and what else is in
/// it.
public final class XgboostJson {

  /// The top-level name that only XGBoost models have.
  public static final String NAME = "learner";

  private XgboostJson() {}

  /// Compares the declared counts with the data.
  public static void inspect(InputStream stream, ContentFindings findings) throws IOException {
    try {
      read(stream, new XgboostTrees(findings));
    } catch (MalformedContentException malformed) {
      findings.unreadable(ModelFormatRule.XGBOOST_UNREADABLE, malformed);
    }
  }

  private static void read(InputStream stream, XgboostTrees trees)
      throws IOException, MalformedContentException {
    try (JsonParser parser = JsonReader.tokens(stream)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        read(token, parser, trees);
      }
    } catch (JacksonIOException broken) {
      throw JsonReader.broken(broken);
    } catch (JacksonException wrong) {
      throw JsonReader.malformed(wrong);
    }
  }

  private static void read(JsonToken token, JsonParser parser, XgboostTrees trees)
      throws MalformedContentException {
    boolean named = token != JsonToken.START_ARRAY && token != JsonToken.START_OBJECT;
    String name = parser.currentName();
    String key = name == null ? "" : name;
    long at = named ? 0 : parser.currentTokenLocation().getByteOffset();
    switch (token) {
      case START_OBJECT, START_ARRAY -> trees.start(key, token == JsonToken.START_ARRAY, at);
      case END_OBJECT, END_ARRAY -> trees.end();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (trees.needsNumbers()) {
          trees.number(key, parser.getDoubleValue());
        } else {
          trees.passed(1);
        }
      }
      case VALUE_STRING -> trees.string(key, parser.getString());
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> trees.passed(1);
      case PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> {
        // belongs to the next value
      }
    }
  }
}
