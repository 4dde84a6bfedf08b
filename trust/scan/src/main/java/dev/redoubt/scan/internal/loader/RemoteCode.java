package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.Severity;
import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Shown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Code that the configuration of a model of transformers or diffusers names in forms of its own,
/// and that its loader imports. A class is named `module.Class`, and is in `module.py` beside the
/// configuration, or `owner/repository--module.Class`, and comes from there. Sources: the guides of
/// transformers to models and to pipelines with code of their own; diffusers' guide to community
/// pipelines. What is a name and no more is in [LoaderRows].
final class RemoteCode {

  private static final Set<String> CLASSES = Set.of("auto_map", "custom_pipelines");

  private final Findings findings;
  private final Source source;
  private final boolean index;
  private final Set<String> named = new HashSet<>();

  RemoteCode(Findings findings) {
    this.findings = findings;
    this.source = new Source(findings);
    this.index =
        findings.names().stream()
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("model_index.json"));
  }

  /// The names that it looks at.
  static Set<String> keys() {
    Set<String> keys = new HashSet<>(CLASSES);
    keys.addAll(Set.of("trust_remote_code", "custom_pipeline", "_class_name"));
    return keys;
  }

  /// Looks at an object of a configuration; at those in it, the caller does.
  void inspect(Json.ObjectNode node) {
    boolean pipeline = index || isPipeline(node);
    for (Json.Member member : node.members()) {
      Json value = member.value();
      if (CLASSES.contains(member.name())) {
        classes(member.name(), value);
      } else if (member.name().equals("trust_remote_code") && isTrue(value)) {
        findings.add(
            ModelFormatRule.CONFIG_REMOTE_CODE,
            value.offset(),
            "the configuration asks for `trust_remote_code`");
      } else if (member.name().equals("custom_pipeline") && value instanceof Json.TextNode text) {
        pipeline(text.value(), text.offset());
      } else if (value instanceof Json.ArrayNode pair
          && (pipeline || node.has("_diffusers_version") || isClass(member))) {
        component(member.name(), pair, pipeline);
      }
    }
  }

  private static boolean isClass(Json.Member member) {
    return member.name().equals("_class_name");
  }

  /// Whether it is the index of a pipeline, and not the configuration of one of its parts.
  private static boolean isPipeline(Json.ObjectNode node) {
    return switch (node.get("_class_name")) {
      case Json.TextNode text -> text.value().matches(".*(?:Pipeline|Pipe|Blocks)");
      case Json.ArrayNode _ -> true;
      case Json.ObjectNode _, Json.NumberNode _, Json.WordNode _ -> false;
      case null -> false;
    };
  }

  private static boolean isTrue(Json value) {
    return switch (value) {
      case Json.WordNode word -> word.value().toLowerCase(Locale.ROOT).matches("true|yes|on|\\*.*");
      case Json.TextNode text -> text.lower().equals("true");
      case Json.NumberNode number -> number.value().equals("1");
      case Json.ObjectNode _, Json.ArrayNode _ -> false;
    };
  }

  /// `auto_map` has a class, or some, for each use; `custom_pipelines` has one as `impl` of each.
  private void classes(String name, Json map) {
    Deque<Json.Member> open = new ArrayDeque<>(List.of(new Json.Member("", map)));
    boolean pipelines = name.equals("custom_pipelines");
    for (Json.Member next = open.poll(); next != null; next = open.poll()) {
      switch (next.value()) {
        case Json.ObjectNode node -> open.addAll(node.members());
        case Json.ArrayNode array -> {
          for (Json element : array.elements()) {
            open.add(new Json.Member(next.name(), element));
          }
        }
        case Json.TextNode text -> {
          if (!pipelines || next.name().equals("impl")) {
            reference(name, text.value(), text.offset());
          }
        }
        case Json.NumberNode _, Json.WordNode _ -> {
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
        "`%s` loads %s of the module %s"
            .formatted(name, Shown.of(own.substring(dot + 1)), Shown.of(module));
    if (from >= 0) {
      source.elsewhere(
          what + ", from the repository " + Shown.of(reference.substring(0, from)), at);
      return;
    }
    source.beside(module + ".py", Severity.HIGH, what, at);
  }

  /// A pipeline of diffusers is a folder's `pipeline.py`, a repository, or a name of the community.
  private void pipeline(String value, long at) {
    String what = "`custom_pipeline` is " + Shown.of(value);
    if (value.endsWith(".py")) {
      source.beside(value, Severity.HIGH, what, at);
    } else {
      source.elsewhere(what + ", which is fetched from elsewhere", at);
    }
  }

  /// A library, a class and, in a modular pipeline, where from. The library may be a module of the
  /// repository: it is one where its source is there, whatever its name. One that diffusers does
  /// not know is imported. Of the pipeline itself it always is a module of the repository.
  private void component(String name, Json.ArrayNode pair, boolean pipeline) {
    if (pair.elements().size() < 2
        || !(pair.elements().get(0) instanceof Json.TextNode module)
        || !(pair.elements().get(1) instanceof Json.TextNode type)) {
      return;
    }
    String what =
        "%s loads %s of the module %s"
            .formatted(Shown.of(name), Shown.of(type.value()), Shown.of(module.value()));
    if (name.equals("_class_name")) {
      source.beside(module.value() + ".py", Severity.HIGH, what, module.offset());
      return;
    }
    String file = name + "/" + module.value() + ".py";
    boolean known = DiffusersLibraries.knows(module.value()) && Allowed.BARE.permits(type.value());
    if (pipeline && !known) {
      source.beside(file, Severity.HIGH, what, module.offset());
    } else {
      source.besideIfThere(file, what, module.offset());
    }
  }
}
