package dev.redoubt.scan.internal.keras;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFilePaths;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Checks the configuration of a Keras model, from which a loader creates objects: classes of
/// modules that it imports, functions, and code. Sources: the serialization code of Keras 2.15 and
/// 3.15; CVE-2024-3660, CVE-2025-1550, CVE-2025-8747, CVE-2025-9905, CVE-2025-9906, CVE-2025-12058.
public final class KerasConfig {

  /// Layers that read a vocabulary from a file when they are created.
  private static final Set<String> VOCABULARIES =
      Set.of("StringLookup", "IntegerLookup", "TextVectorization", "Hashing", "IndexLookup");

  /// Configuration names whose value is a file or a URL.
  private static final Set<String> FILES =
      Set.of(
          "vocabulary", "vocabulary_path", "filepath", "fname", "origin", "path", "url", "weights");

  private final long base;
  private final ContentFindings findings;
  private final Deque<JsonDocument> open = new ArrayDeque<>();

  private KerasConfig(long base, ContentFindings findings) {
    this.base = base;
    this.findings = findings;
  }

  /// Whether a document is the configuration of a Keras model or of one of its parts.
  public static boolean is(JsonDocument document) {
    return document instanceof JsonDocument.ObjectNode node
        && node.has("class_name")
        && (node.has("config") || node.has("module"));
  }

  /// Checks a configuration.
  ///
  /// @param base the position of the configuration in the content; if it is 0, detections have the
  ///   offset of each value, otherwise all have this position
  public static void inspect(JsonDocument document, long base, ContentFindings findings) {
    KerasConfig config = new KerasConfig(base, findings);
    config.open.add(document);
    for (JsonDocument next = config.open.poll(); next != null; next = config.open.poll()) {
      switch (next) {
        case JsonDocument.ObjectNode node -> config.object(node);
        case JsonDocument.ArrayNode array -> config.open.addAll(array.elements());
        case JsonDocument.TextNode _, JsonDocument.NumberNode _, JsonDocument.WordNode _ -> {
          // checked with the object that contains them
        }
      }
    }
  }

  private long at(JsonDocument node) {
    return base == 0 ? node.offset() : base;
  }

  private void object(JsonDocument.ObjectNode node) {
    for (JsonDocument.Member member : node.members()) {
      open.add(member.value());
      if (member.value() instanceof JsonDocument.TextNode text) {
        file(node, member.name(), text);
        if (text.value().equals("lambda") && member.name().endsWith("_type")) {
          KerasFunction.inspect(
              node.get(member.name().substring(0, member.name().length() - 5)), at(node), findings);
        }
      }
    }
    String className = node.text("class_name");
    if (className != null) {
      named(node, className);
    }
    if (!node.duplicates().isEmpty()) {
      findings.add(
          ModelFormatRule.KERAS_DUPLICATE,
          at(node),
          "duplicate names in one object: "
              + QuotedContent.of(String.join(", ", node.duplicates())));
    }
  }

  private void named(JsonDocument.ObjectNode node, String className) {
    JsonDocument.ObjectNode config = node.object("config");
    if (className.equals("__lambda__")) {
      KerasFunction.inspect(node.get("config"), at(node), findings);
      return;
    }
    if (simple(className).equals("Lambda")) {
      lambda(config, at(node));
    }
    if (simple(className).equals("TorchModuleWrapper")) {
      TorchModule.inspect(config, at(node), findings);
    }
    KerasModules.Judgement judgement =
        KerasModules.judge(node.text("module"), className, node.text("registered_name"));
    String function = className.equals("function") ? node.text("config") : null;
    if (judgement == KerasModules.Judgement.KNOWN && function != null) {
      judgement = KerasModules.judge(node.text("module"), function, null);
    }
    report(judgement, node, className);
  }

  private void lambda(JsonDocument.@org.jspecify.annotations.Nullable ObjectNode config, long at) {
    JsonDocument function = config == null ? null : config.get("function");
    if (function instanceof JsonDocument.ObjectNode node
        && "__lambda__".equals(node.text("class_name"))) {
      return; // it is judged as an object of its own
    }
    KerasFunction.inspect(function, at, findings);
  }

  private void report(
      KerasModules.Judgement judgement, JsonDocument.ObjectNode node, String className) {
    String module = node.text("module");
    String what =
        "class %s of module %s"
            .formatted(QuotedContent.of(className), QuotedContent.of(String.valueOf(module)));
    switch (judgement) {
      case KNOWN -> {}
      case CUSTOM ->
          findings.add(
              ModelFormatRule.KERAS_CUSTOM_OBJECT,
              at(node),
              (module == null ? "class " + QuotedContent.of(className) : what)
                  + " is not part of Keras; the caller must supply it");
      case IMPORT ->
          findings.add(
              ModelFormatRule.KERAS_MODULE, at(node), what + ": the loader imports this module");
      case HARM ->
          findings.add(
              ModelFormatRule.KERAS_UNSAFE_MODULE,
              at(node),
              what + " accesses files, the network or the interpreter");
    }
  }

  private void file(JsonDocument.ObjectNode node, String name, JsonDocument.TextNode text) {
    String path = text.value();
    if (!FILES.contains(name.toLowerCase(Locale.ROOT)) || path.isEmpty()) {
      return;
    }
    if (ModelFilePaths.leadsOutside(path)) {
      findings.add(
          ModelFormatRule.KERAS_FILE_OUTSIDE,
          at(text),
          "the loader opens %s as `%s`".formatted(QuotedContent.of(path), name),
          List.of("%s = %s".formatted(name, QuotedContent.of(path))).toArray(String[]::new));
    } else if (name.equals("vocabulary") && isVocabulary(node)) {
      findings.add(
          ModelFormatRule.KERAS_FILE,
          at(text),
          "a layer reads its vocabulary from the file " + QuotedContent.of(path));
    }
  }

  /// The object may be the configuration of a layer, without the class name.
  private static boolean isVocabulary(JsonDocument.ObjectNode node) {
    String name = String.valueOf(node.text("class_name"));
    return VOCABULARIES.contains(simple(name))
        || node.has("max_tokens")
        || node.has("num_oov_indices");
  }

  /// The name without its package and module.
  static String simple(String className) {
    return className.substring(
        Math.max(className.lastIndexOf('>'), className.lastIndexOf('.')) + 1);
  }
}
