package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.boosting.XgboostJson;
import dev.redoubt.scan.internal.jinja.ChatTemplate;
import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.keras.KerasConfig;
import dev.redoubt.scan.internal.mlflow.MlModel;
import dev.redoubt.scan.internal.model.CodeInspector;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.Input;
import dev.redoubt.scan.internal.model.Malformed;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Parsed;
import dev.redoubt.scan.internal.notebook.Notebook;
import java.io.IOException;
import java.util.List;

/// Reads JSON documents, and says by their content what of a model they are: a Keras configuration,
/// a notebook, a configuration of transformers, a tokenizer, or something else.
public final class JsonFormat {

  /// Configurations and notebooks fit; weights, as XGBoost writes them, may not.
  private static final long TREE = 48L << 20;

  /// No document of JSON goes wrong this early.
  private static final int FIRST_WORD = 16;

  private JsonFormat() {}

  /// The analyser.
  ///
  /// @param code looks at the Python of notebooks
  public static Analyser analyser(CodeInspector code) {
    return new Parsed(
        ModelFormatRule.JSON_UNREADABLE, (input, findings) -> parse(input, findings, code));
  }

  /// Whether a content begins as an object or an array does.
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

  private static void parse(Input input, Findings findings, CodeInspector code)
      throws IOException, Malformed {
    if (input.size() > TREE) {
      if (JsonStream.inspect(input.stream(0, input.size()), findings)) {
        XgboostJson.inspect(input.stream(0, input.size()), findings);
      }
      return;
    }
    List<Json> roots;
    try {
      roots = JsonReader.all(input.stream(0, input.size()));
    } catch (Malformed malformed) {
      broken(input, malformed, findings);
      return;
    }
    if (roots.isEmpty()) {
      throw new Malformed(0, "no JSON value");
    }
    for (Json root : roots) {
      document(root, findings, code);
    }
    if (roots.getFirst() instanceof Json.ObjectNode node && node.has(XgboostJson.NAME)) {
      XgboostJson.inspect(input.stream(0, input.size()), findings);
    }
  }

  /// What is not JSON from its first word on is text: a list of words such as `[UNK]`. A document
  /// that breaks off later is damaged, and its text is looked at all the same.
  private static void broken(Input input, Malformed malformed, Findings findings)
      throws IOException, Malformed {
    TextFormat.parts(input, findings);
    String text = Encoding.decode(input.bytes(0, input.size(), (int) TREE));
    ChatTemplate.glance(text, 0, findings);
    if (malformed.offset() > FIRST_WORD || text.startsWith("{")) {
      throw malformed;
    }
  }

  /// Looks at a document; also at one that was YAML.
  public static void document(Json root, Findings findings, CodeInspector code) throws IOException {
    if (Notebook.is(root)) {
      // A loader of configurations does not mind cells: the rest is looked at as one.
      Notebook.inspect(root, findings, code);
      Configuration.inspect(Notebook.withoutCells(root), findings);
      return;
    }
    if (KerasConfig.is(root)) {
      KerasConfig.inspect(root, 0, findings);
    } else if (MlModel.is(root)) {
      MlModel.inspect(root, findings);
    }
    Configuration.inspect(root, findings);
  }
}
