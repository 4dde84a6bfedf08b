package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Detects code that the configuration of a transformers or diffusers model names in their own
/// formats, and that the loader imports. A class `module.Class` is in `module.py` beside the
/// configuration; `owner/repository--module.Class` comes from another repository. Sources: the
/// guides of transformers to models and pipelines with custom code; diffusers' guide to community
/// pipelines. Values that are just a name are in [LoaderSettings].
final class TransformersRemoteCode {

  private static final Set<String> CLASSES = Set.of("auto_map", "custom_pipelines");

  private final ContentFindings findings;
  private final CodeSourceReport source;
  private final boolean index;
  private final Set<String> named = new HashSet<>();

  TransformersRemoteCode(ContentFindings findings) {
    this.findings = findings;
    this.source = new CodeSourceReport(findings);
    this.index =
        findings.names().stream()
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("model_index.json"));
  }

  /// The names that it checks.
  static Set<String> keys() {
    Set<String> keys = new HashSet<>(CLASSES);
    keys.addAll(Set.of("trust_remote_code", "custom_pipeline", "_class_name"));
    return keys;
  }

  /// Checks one object of a configuration; the caller checks nested ones.
  void inspect(JsonDocument.ObjectNode node) {
    boolean pipeline = index || isPipeline(node);
    for (JsonDocument.Member member : node.members()) {
      JsonDocument value = member.value();
      if (CLASSES.contains(member.name())) {
        classes(member.name(), value);
      } else if (member.name().equals("trust_remote_code") && isTrue(value)) {
        findings.add(
            ModelFormatRule.CONFIG_REMOTE_CODE,
            value.offset(),
            "the configuration requires `trust_remote_code`");
      } else if (member.name().equals("custom_pipeline")
          && value instanceof JsonDocument.TextNode text) {
        pipeline(text.value(), text.offset());
      } else if (value instanceof JsonDocument.ArrayNode pair
          && (pipeline || node.has("_diffusers_version") || isClass(member))) {
        component(member.name(), pair, pipeline);
      }
    }
  }

  private static boolean isClass(JsonDocument.Member member) {
    return member.name().equals("_class_name");
  }

  /// Whether it is the index of a pipeline, and not the configuration of one of its parts.
  private static boolean isPipeline(JsonDocument.ObjectNode node) {
    return switch (node.get("_class_name")) {
      case JsonDocument.TextNode text -> text.value().matches(".*(?:Pipeline|Pipe|Blocks)");
      case JsonDocument.ArrayNode _ -> true;
      case JsonDocument.ObjectNode _, JsonDocument.NumberNode _, JsonDocument.WordNode _ -> false;
      case null -> false;
    };
  }

  private static boolean isTrue(JsonDocument value) {
    return switch (value) {
      case JsonDocument.WordNode word ->
          word.value().toLowerCase(Locale.ROOT).matches("true|yes|on|\\*.*");
      case JsonDocument.TextNode text -> text.lower().equals("true");
      case JsonDocument.NumberNode number -> number.value().equals("1");
      case JsonDocument.ObjectNode _, JsonDocument.ArrayNode _ -> false;
    };
  }

  /// `auto_map` has one or several classes for each use; `custom_pipelines` has one as `impl` of
  /// each.
  private void classes(String name, JsonDocument map) {
    Deque<JsonDocument.Member> open = new ArrayDeque<>(List.of(new JsonDocument.Member("", map)));
    boolean pipelines = name.equals("custom_pipelines");
    for (JsonDocument.Member next = open.poll(); next != null; next = open.poll()) {
      switch (next.value()) {
        case JsonDocument.ObjectNode node -> open.addAll(node.members());
        case JsonDocument.ArrayNode array -> {
          for (JsonDocument element : array.elements()) {
            open.add(new JsonDocument.Member(next.name(), element));
          }
        }
        case JsonDocument.TextNode text -> {
          if (!pipelines || next.name().equals("impl")) {
            reference(name, text.value(), text.offset());
          }
        }
        case JsonDocument.NumberNode _, JsonDocument.WordNode _ -> {
          // names nothing
        }
      }
    }
  }

  private void reference(String name, String reference, long at) {
    int from = reference.indexOf("--");
    String own = from < 0 ? reference : reference.substring(from + 2);
    int dot = own.lastIndexOf('.');
    if (reference.isBlank() || !named.add(reference)) {
      return;
    }
    String module = dot < 0 ? own : own.substring(0, dot);
    String what =
        "`%s` loads %s from the module %s"
            .formatted(name, QuotedContent.of(own.substring(dot + 1)), QuotedContent.of(module));
    if (from >= 0) {
      source.elsewhere(
          what + ", in the repository " + QuotedContent.of(reference.substring(0, from)), at);
      return;
    }
    source.beside(module + ".py", DetectionSeverity.HIGH, what, at);
  }

  /// A custom pipeline of diffusers is a folder's `pipeline.py`, a repository, or the name of a
  /// community pipeline.
  private void pipeline(String value, long at) {
    String what = "`custom_pipeline` is " + QuotedContent.of(value);
    if (value.endsWith(".py")) {
      source.beside(value, DetectionSeverity.HIGH, what, at);
    } else {
      source.elsewhere(what + ", which is downloaded", at);
    }
  }

  /// A library, a class and, in a modular pipeline, a source. The library may be a module of the
  /// repository: it is one if its source exists, whatever its name. A library that diffusers does
  /// not know is imported. For the pipeline itself, it always is a module of the repository.
  private void component(String name, JsonDocument.ArrayNode pair, boolean pipeline) {
    if (pair.elements().size() < 2
        || !(pair.elements().get(0) instanceof JsonDocument.TextNode module)
        || !(pair.elements().get(1) instanceof JsonDocument.TextNode type)) {
      return;
    }
    String what =
        "%s loads %s from the module %s"
            .formatted(
                QuotedContent.of(name),
                QuotedContent.of(type.value()),
                QuotedContent.of(module.value()));
    if (name.equals("_class_name")) {
      source.beside(module.value() + ".py", DetectionSeverity.HIGH, what, module.offset());
      return;
    }
    String file = name + "/" + module.value() + ".py";
    boolean known =
        DiffusersLibraries.knows(module.value()) && LoaderNamespace.BARE.permits(type.value());
    if (pipeline && !known) {
      source.beside(file, DetectionSeverity.HIGH, what, module.offset());
    } else {
      source.besideIfThere(file, what, module.offset());
    }
  }
}
