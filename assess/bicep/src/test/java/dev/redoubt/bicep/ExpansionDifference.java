package dev.redoubt.bicep;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares two expansions: resources by id, their existence and bodies, and outputs.
///
/// Ignores what may differ between two correct readings of one source: the case of types and ids,
/// which Azure ignores and the compiler normalizes by its type library; a `newGuid()` or a value
/// that cannot be evaluated; the API version in a function call, which depends on the compiler
/// version.
final class ExpansionDifference {

  private final List<String> found = new ArrayList<>();

  private ExpansionDifference() {}

  /// The differences, a line or three each; empty where there are none.
  static List<String> between(ExpandedTemplate bicep, ExpandedTemplate json) {
    ExpansionDifference difference = new ExpansionDifference();
    difference.resources(byId(bicep), byId(json));
    difference.members("outputs", bicep.outputs(), json.outputs());
    return difference.found;
  }

  private static Map<String, List<Resource>> byId(ExpandedTemplate expansion) {
    Map<String, List<Resource>> byId = new LinkedHashMap<>();
    for (Resource resource : expansion.resources()) {
      if (resource.managed()) {
        byId.computeIfAbsent(normal(resource.key().id()), _ -> new ArrayList<>()).add(resource);
      }
    }
    return byId;
  }

  private void resources(Map<String, List<Resource>> bicep, Map<String, List<Resource>> json) {
    for (String id : names(bicep.keySet(), json.keySet())) {
      List<Resource> left = bicep.getOrDefault(id, List.of());
      List<Resource> right = json.getOrDefault(id, List.of());
      if (left.size() != right.size()) {
        found.add("%s: %d in Bicep, %d in JSON".formatted(id, left.size(), right.size()));
        continue;
      }
      for (int i = 0; i < left.size(); i++) {
        if (!left.get(i).existence().equals(right.get(i).existence())) {
          found.add(
              "%s exists: %s / %s"
                  .formatted(id, left.get(i).existence(), right.get(i).existence()));
        }
        values(id, left.get(i).body(), right.get(i).body());
      }
    }
  }

  private void members(String at, Map<String, Value> bicep, Map<String, Value> json) {
    for (String name : names(bicep.keySet(), json.keySet())) {
      values(at + "." + name, bicep.get(name), json.get(name));
    }
  }

  private static Set<String> names(Set<String> left, Set<String> right) {
    Set<String> names = new LinkedHashSet<>(left);
    names.addAll(right);
    return names;
  }

  private void values(String at, @Nullable Value bicep, @Nullable Value json) {
    if (Objects.equals(bicep, json)
        || (bicep != null && json != null && normal(bicep).equals(normal(json)))) {
      return;
    }
    if (bicep instanceof ObjectValue left && json instanceof ObjectValue right) {
      int before = found.size();
      members(at, members(left), members(right));
      values(at + " ...", left.rest(), right.rest());
      if (found.size() > before || left.rest() == null) {
        return;
      }
    }
    if (bicep instanceof ArrayValue left
        && json instanceof ArrayValue right
        && left.size() == right.size()) {
      for (int i = 0; i < left.size(); i++) {
        values(at + "[" + i + "]", left.get(i), right.get(i));
      }
      return;
    }
    found.add(at + "\n    Bicep " + cut(bicep) + "\n    JSON  " + cut(json));
  }

  private static Map<String, Value> members(ObjectValue object) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (int i = 0; i < object.size(); i++) {
      members.put(object.nameAt(i), object.valueAt(i));
    }
    return members;
  }

  private static String normal(Object value) {
    return value
        .toString()
        .replaceAll("(newGuid|utcNow)\\('\\d+:[^']*'\\)", "$1()")
        .replaceAll("invalid\\('[^']*'\\)|fail\\('(''|[^'])*'\\)", "invalid")
        .replaceAll(", '20\\d\\d-\\d\\d-\\d\\d(-preview)?'", "")
        .toLowerCase(Locale.ROOT);
  }

  private static String cut(@Nullable Value value) {
    String text = String.valueOf(value);
    return text.length() > 300 ? text.substring(0, 300) + "..." : text;
  }
}
