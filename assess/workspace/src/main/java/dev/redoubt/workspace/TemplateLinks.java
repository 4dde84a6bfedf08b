package dev.redoubt.workspace;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The imports and links between templates. A template that another one imports is not an entry
/// point.
///
/// Bicep names modules, imports and tests by path. A link in ARM JSON is often an expression
/// (`uri(..., 'nested/network.json')`), so any string in such a template that ends with the path of
/// another template below the same folder is a link.
final class TemplateLinks {

  private static final Pattern FILE = Pattern.compile("[\\w.\\-/\\\\ ]+\\.json\\w*");

  private final Map<Path, Set<Path>> links = new HashMap<>();
  private final Map<Path, SourceFile> users = new HashMap<>();
  private final List<SourceFile> templates;

  TemplateLinks(List<SourceFile> templates) {
    this.templates = templates;
    Map<String, List<Path>> byName = new HashMap<>();
    for (SourceFile template : templates) {
      byName
          .computeIfAbsent(template.path().getFileName().toString(), _ -> new ArrayList<>())
          .add(template.real());
    }
    for (SourceFile template : templates) {
      Set<Path> found = new LinkedHashSet<>();
      switch (template) {
        case JsonSourceFile it -> collect(it.json(), it.real(), byName, found);
        case BicepSourceFile it when it.deploys() -> found.addAll(it.references());
        case BicepSourceFile _ -> {} // a file that deploys nothing does not deploy its imports
      }
      found.remove(template.real());
      links.put(template.real(), found);
      found.forEach(each -> users.putIfAbsent(each, template));
    }
  }

  /// The first template that imports a template; null if there is none.
  @Nullable SourceFile userOf(SourceFile template) {
    return users.get(template.real());
  }

  /// The templates that no other one imports, in order; of a cycle, the first one.
  List<SourceFile> entryPoints() {
    Set<Path> linked = new LinkedHashSet<>();
    links.values().forEach(linked::addAll);
    Set<Path> reached = new LinkedHashSet<>();
    Set<Path> entries = new LinkedHashSet<>();
    for (SourceFile template : templates) {
      if (!linked.contains(template.real())) {
        entries.add(template.real());
        reach(template.real(), reached);
      }
    }
    for (SourceFile template : templates) {
      if (!reached.contains(template.real())) {
        entries.add(template.real());
        reach(template.real(), reached);
      }
    }
    return templates.stream().filter(template -> entries.contains(template.real())).toList();
  }

  /// The templates and everything that they import, directly or indirectly.
  Set<Path> reachedFrom(List<SourceFile> starts) {
    Set<Path> reached = new LinkedHashSet<>();
    starts.forEach(start -> reach(start.real(), reached));
    return reached;
  }

  private void reach(Path start, Set<Path> reached) {
    Deque<Path> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      Path here = open.pop();
      if (reached.add(here)) {
        open.addAll(links.getOrDefault(here, Set.of()));
      }
    }
  }

  private static void collect(
      Value value, Path from, Map<String, List<Path>> byName, Set<Path> found) {
    switch (value) {
      case StringValue(var text, _) when text.contains(".json") -> match(text, from, byName, found);
      case ArrayValue array -> array.forEach(each -> collect(each, from, byName, found));
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          collect(object.valueAt(i), from, byName, found);
        }
      }
      case StringValue _,
          dev.redoubt.estate.NullValue _,
          dev.redoubt.estate.BooleanValue _,
          dev.redoubt.estate.NumberValue _,
          dev.redoubt.estate.Unknown _ -> {}
    }
  }

  private static void match(
      String text, Path from, Map<String, List<Path>> byName, Set<Path> found) {
    Matcher matcher = FILE.matcher(text);
    while (matcher.find()) {
      String link = matcher.group().replace('\\', '/').strip();
      String name = link.substring(link.lastIndexOf('/') + 1);
      for (Path candidate : byName.getOrDefault(name, List.of())) {
        if (!candidate.equals(from) && matchesLink(link, from, candidate)) {
          found.add(candidate);
        }
      }
    }
  }

  /// Whether the link resolves to the candidate from the folder of the linking file or from a
  /// folder below.
  private static boolean matchesLink(String link, Path from, Path candidate) {
    Path folder = from.getParent();
    if (folder == null) {
      return false;
    }
    String relative = link.replaceFirst("^/+", "");
    return folder.resolve(relative).normalize().equals(candidate)
        || (candidate.startsWith(folder)
            && !relative.startsWith("..")
            && candidate.endsWith(relative));
  }
}
