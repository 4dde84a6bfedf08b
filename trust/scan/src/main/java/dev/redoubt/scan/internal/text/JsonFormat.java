package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.boosting.XgboostJson;
import dev.redoubt.scan.internal.jinja.ChatTemplate;
import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.keras.KerasConfig;
import dev.redoubt.scan.internal.mlflow.MlModel;
import dev.redoubt.scan.internal.model.CodeInspector;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.notebook.NotebookAnalyser;
import java.io.IOException;
import java.util.List;

/// Reads JSON documents, and identifies them by their content: a Keras configuration, a notebook, a
/// transformers configuration, a tokenizer, or something else.
public final class JsonFormat {

  /// Configurations and notebooks fit; weights, as XGBoost writes them, may not.
  private static final long TREE = 48L << 20;

  /// No JSON document has a syntax error this early.
  private static final int FIRST_WORD = 16;

  private JsonFormat() {}

  /// The analyzer for this format.
  ///
  /// @param code analyzes the Python code of notebooks
  public static FormatAnalyser analyser(CodeInspector code) {
    return new ParsingAnalyser(
        ModelFormatRule.JSON_UNREADABLE, (input, findings) -> parse(input, findings, code));
  }

  /// Whether a content begins like an object or an array.
  public static boolean begins(byte[] prefix) {
    int at = 0;
    boolean mark = prefix.length > 2 && (prefix[0] & 0xff) == 0xef && (prefix[1] & 0xff) == 0xbb;
    if (mark) {
      at = 3;
    }
    while (at < prefix.length && Character.isWhitespace(prefix[at])) {
      at++;
    }
    if (at >= prefix.length || prefix[at] != '{') {
      return at < prefix.length && prefix[at] == '[';
    }
    do {
      at++;
    } while (at < prefix.length && Character.isWhitespace(prefix[at]));
    // a template begins with two braces, or with one and a percent sign
    return at >= prefix.length || prefix[at] == '"' || prefix[at] == '}';
  }

  private static void parse(ContentReader input, ContentFindings findings, CodeInspector code)
      throws IOException, MalformedContentException {
    if (input.size() > TREE) {
      if (JsonStream.inspect(input.stream(0, input.size()), findings)) {
        XgboostJson.inspect(input.stream(0, input.size()), findings);
      }
      return;
    }
    List<JsonDocument> roots;
    try {
      roots = JsonReader.all(input.stream(0, input.size()));
    } catch (MalformedContentException malformed) {
      broken(input, malformed, findings);
      return;
    }
    if (roots.isEmpty()) {
      throw new MalformedContentException(0, "no JSON value");
    }
    for (JsonDocument root : roots) {
      document(root, findings, code);
    }
    if (roots.getFirst() instanceof JsonDocument.ObjectNode node && node.has(XgboostJson.NAME)) {
      XgboostJson.inspect(input.stream(0, input.size()), findings);
    }
  }

  /// Content that is not JSON from its first token on is text: a list of words such as `[UNK]`. A
  /// document with a later syntax error is damaged, and its text is checked as well.
  private static void broken(
      ContentReader input, MalformedContentException malformed, ContentFindings findings)
      throws IOException, MalformedContentException {
    TextFormat.parts(input, findings);
    String text = TextDecoding.decode(input.bytes(0, input.size(), (int) TREE));
    ChatTemplate.inspectText(text, 0, findings);
    if (malformed.offset() > FIRST_WORD || text.startsWith("{")) {
      throw malformed;
    }
  }

  /// Checks a document, which may come from YAML.
  public static void document(JsonDocument root, ContentFindings findings, CodeInspector code)
      throws IOException {
    if (NotebookAnalyser.is(root)) {
      // A loader of configurations ignores cells: the rest is checked as a configuration.
      NotebookAnalyser.inspect(root, findings, code);
      ConfigurationAnalyser.inspect(NotebookAnalyser.withoutCells(root), findings);
      return;
    }
    if (KerasConfig.is(root)) {
      KerasConfig.inspect(root, 0, findings);
    } else if (MlModel.is(root)) {
      MlModel.inspect(root, findings);
    }
    ConfigurationAnalyser.inspect(root, findings);
  }
}
