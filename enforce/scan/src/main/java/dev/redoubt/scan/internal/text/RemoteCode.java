package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.Severity;
import dev.redoubt.scan.Verdict;
import dev.redoubt.scan.internal.Neighbour;
import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.Findings.Found;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ModelPaths;
import dev.redoubt.scan.internal.model.Shown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Code that the configuration of a model of transformers or diffusers names, and that its loader
/// imports. A class is named `module.Class`, and is in `module.py` beside the configuration, or
/// `owner/repository--module.Class`, and comes from there. Sources: the guides of transformers to
/// models and to pipelines with code of their own; diffusers' guide to community pipelines.
final class RemoteCode {

  private static final Set<String> CLASSES = Set.of("auto_map", "custom_pipelines");

  private final Findings findings;
  private final Set<String> named = new HashSet<>();

  RemoteCode(Findings findings) {
    this.findings = findings;
  }

  /// Looks at an object of a configuration; at those in it, the caller does.
  void inspect(Json.ObjectNode node) {
    boolean pipeline = node.has("_diffusers_version");
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
      } else if (pipeline && value instanceof Json.ArrayNode pair) {
        component(member.name(), pair);
      }
    }
  }

  private static boolean isTrue(Json value) {
    return switch (value) {
      case Json.WordNode word -> word.value().toLowerCase(Locale.ROOT).equals("true");
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
      elsewhere(what + ", from the repository " + Shown.of(reference.substring(0, from)), at);
      return;
    }
    beside(module + ".py", what, at);
  }

  /// A pipeline of diffusers is a folder's `pipeline.py`, a repository, or a name of the community.
  private void pipeline(String value, long at) {
    String what = "`custom_pipeline` is " + Shown.of(value);
    if (value.endsWith(".py")) {
      beside(value, what, at);
    } else {
      elsewhere(what + ", which is fetched from elsewhere", at);
    }
  }

  /// A library and a class. The library may be a module of the repository: it is one where its
  /// source is there. Of the pipeline itself it always is one.
  private void component(String name, Json.ArrayNode pair) {
    if (pair.elements().size() != 2
        || !(pair.elements().getFirst() instanceof Json.TextNode module)
        || !(pair.elements().getLast() instanceof Json.TextNode type)) {
      return;
    }
    String what =
        "%s loads %s of the module %s"
            .formatted(Shown.of(name), Shown.of(type.value()), Shown.of(module.value()));
    if (name.equals("_class_name")) {
      beside(module.value() + ".py", what, module.offset());
      return;
    }
    String file = name + "/" + module.value() + ".py";
    findings.ask(
        file,
        false,
        there ->
            there instanceof Neighbour.File || there instanceof Neighbour.Elsewhere
                ? Optional.of(own(what + said(file, there), module.offset()))
                : Optional.empty());
  }

  private void elsewhere(String what, long at) {
    findings.add(
        ModelFormatRule.CONFIG_REMOTE_CODE,
        Verdict.SUSPICIOUS,
        Severity.CRITICAL,
        at,
        what,
        List.of());
  }

  private void beside(String file, String what, long at) {
    if (ModelPaths.leadsOutside(file)) {
      elsewhere(what + ", which leads out of the folder", at);
      return;
    }
    findings.ask(file, false, there -> Optional.of(own(what + said(file, there), at)));
  }

  private static Found own(String what, long at) {
    return new Found(ModelFormatRule.CONFIG_REMOTE_CODE, at, what);
  }

  private static String said(String file, Neighbour there) {
    return switch (there) {
      case Neighbour.File _ -> ", whose source " + Shown.of(file) + " is beside it";
      case Neighbour.Elsewhere link ->
          ", whose source " + Shown.of(file) + " is a link to " + Shown.of(link.target());
      case Neighbour.Absent _ -> ", whose source " + Shown.of(file) + " is not beside it";
      case Neighbour.Unseen _ -> ", whose source is " + Shown.of(file);
    };
  }
}
