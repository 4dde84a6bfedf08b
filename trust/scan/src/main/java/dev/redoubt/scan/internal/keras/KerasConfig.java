package dev.redoubt.scan.internal.keras;

import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ModelPaths;
import dev.redoubt.scan.internal.model.Shown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Looks at the configuration of a Keras model, which says what a loader makes: classes of modules
/// that it imports, functions, and code. Sources: the serialization code of Keras 2.15 and 3.15;
/// CVE-2024-3660, CVE-2025-1550, CVE-2025-8747, CVE-2025-9905, CVE-2025-9906, CVE-2025-12058.
public final class KerasConfig {

  /// Layers that read a vocabulary from a file when they are made.
  private static final Set<String> VOCABULARIES =
      Set.of("StringLookup", "IntegerLookup", "TextVectorization", "Hashing", "IndexLookup");

  /// Names in a configuration whose text is a file or an address.
  private static final Set<String> FILES =
      Set.of(
          "vocabulary", "vocabulary_path", "filepath", "fname", "origin", "path", "url", "weights");

  private final long base;
  private final Findings findings;
  private final Deque<Json> open = new ArrayDeque<>();

  private KerasConfig(long base, Findings findings) {
    this.base = base;
    this.findings = findings;
  }

  /// Whether a document is a configuration of a Keras model or of one of its parts.
  public static boolean is(Json document) {
    return document instanceof Json.ObjectNode node
        && node.has("class_name")
        && (node.has("config") || node.has("module"));
  }

  /// Looks at a configuration.
  ///
  /// @param base where the configuration is in the content; offsets in it are added if it starts at
  ///   0, otherwise all that is found is said to be there
  public static void inspect(Json document, long base, Findings findings) {
    KerasConfig config = new KerasConfig(base, findings);
    config.open.add(document);
    for (Json next = config.open.poll(); next != null; next = config.open.poll()) {
      switch (next) {
        case Json.ObjectNode node -> config.object(node);
        case Json.ArrayNode array -> config.open.addAll(array.elements());
        case Json.TextNode _, Json.NumberNode _, Json.WordNode _ -> {
          // judged with the object that has them
        }
      }
    }
  }

  private long at(Json node) {
    return base == 0 ? node.offset() : base;
  }

  private void object(Json.ObjectNode node) {
    for (Json.Member member : node.members()) {
      open.add(member.value());
      if (member.value() instanceof Json.TextNode text) {
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
          "names occur twice in one object: " + Shown.of(String.join(", ", node.duplicates())));
    }
  }

  private void named(Json.ObjectNode node, String className) {
    Json.ObjectNode config = node.object("config");
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

  private void lambda(Json.@org.jspecify.annotations.Nullable ObjectNode config, long at) {
    Json function = config == null ? null : config.get("function");
    if (function instanceof Json.ObjectNode node && "__lambda__".equals(node.text("class_name"))) {
      return; // it is judged as an object of its own
    }
    KerasFunction.inspect(function, at, findings);
  }

  private void report(KerasModules.Judgement judgement, Json.ObjectNode node, String className) {
    String module = node.text("module");
    String what =
        "class %s of module %s".formatted(Shown.of(className), Shown.of(String.valueOf(module)));
    switch (judgement) {
      case KNOWN -> {}
      case CUSTOM ->
          findings.add(
              ModelFormatRule.KERAS_CUSTOM_OBJECT,
              at(node),
              (module == null ? "class " + Shown.of(className) : what)
                  + " is not of Keras: the loader has to bring it");
      case IMPORT ->
          findings.add(
              ModelFormatRule.KERAS_MODULE,
              at(node),
              what + " makes the loader import that module");
      case HARM ->
          findings.add(
              ModelFormatRule.KERAS_UNSAFE_MODULE,
              at(node),
              what + " reaches files, the network or the interpreter");
    }
  }

  private void file(Json.ObjectNode node, String name, Json.TextNode text) {
    String path = text.value();
    if (!FILES.contains(name.toLowerCase(Locale.ROOT)) || path.isEmpty()) {
      return;
    }
    if (ModelPaths.leadsOutside(path)) {
      findings.add(
          ModelFormatRule.KERAS_FILE_OUTSIDE,
          at(text),
          "the configuration makes the loader open %s as `%s`".formatted(Shown.of(path), name),
          List.of("%s = %s".formatted(name, Shown.of(path))).toArray(String[]::new));
    } else if (name.equals("vocabulary") && isVocabulary(node)) {
      findings.add(
          ModelFormatRule.KERAS_FILE,
          at(text),
          "a vocabulary is read from the file " + Shown.of(path));
    }
  }

  /// The object may be the configuration of a layer, without the name of its class.
  private static boolean isVocabulary(Json.ObjectNode node) {
    String name = String.valueOf(node.text("class_name"));
    return VOCABULARIES.contains(simple(name))
        || node.has("max_tokens")
        || node.has("num_oov_indices");
  }

  /// The name without its package and its module.
  static String simple(String className) {
    return className.substring(
        Math.max(className.lastIndexOf('>'), className.lastIndexOf('.')) + 1);
  }
}
