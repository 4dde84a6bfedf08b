package dev.redoubt.fixes.plan;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the fixes of all findings of one declaration want.
public final class DeclarationPlan {

  private final PropertyPlan properties = new PropertyPlan();
  private final Map<FixStep.PrivateEndpoint, Set<Integer>> endpoints = new LinkedHashMap<>();
  private final Map<FixStep.DiagnosticSetting, Set<Integer>> settings = new LinkedHashMap<>();
  private final Set<Integer> deletions = new LinkedHashSet<>();
  private final Map<Integer, List<FixStep>> parents = new LinkedHashMap<>();
  private final Map<Integer, String> manual = new LinkedHashMap<>();

  public PropertyPlan properties() {
    return properties;
  }

  public Map<FixStep.PrivateEndpoint, Set<Integer>> endpoints() {
    return endpoints;
  }

  public Map<FixStep.DiagnosticSetting, Set<Integer>> settings() {
    return settings;
  }

  public Set<Integer> deletions() {
    return deletions;
  }

  /// The steps on the resource that contains this one, by finding.
  public Map<Integer, List<FixStep>> parents() {
    return parents;
  }

  /// What a person has to do, by finding.
  public Map<Integer, String> manual() {
    return manual;
  }

  /// Adds the steps of the fix of a finding.
  ///
  /// @param body the payload of the resource
  public void add(List<FixStep> steps, ObjectValue body, int finding) {
    add(steps, body, properties, finding, "");
  }

  private void add(
      List<FixStep> steps, ObjectValue body, PropertyPlan node, int finding, String element) {
    for (FixStep step : steps) {
      if (!applies(step.when(), body)) {
        continue;
      }
      switch (step) {
        case FixStep.Set(var path, var value, var whole, var absent, _) -> {
          if (!absent || body.at(path) == null) {
            node.at(path, finding).set(named(value, element), whole);
          }
        }
        case FixStep.Remove(var path, _) -> {
          if (body.at(path) != null) {
            node.at(path, finding).remove();
          }
        }
        case FixStep.Rewrite rewrite -> node.at(rewrite.path(), finding).rewrite(rewrite);
        case FixStep.Each each -> addEach(each, body, node, finding);
        case FixStep.Parent(var inner, _) -> parents.put(finding, inner);
        case FixStep.PrivateEndpoint endpoint -> add(endpoints, endpoint, finding);
        case FixStep.DiagnosticSetting setting -> add(settings, setting, finding);
        case FixStep.UserIdentity(var parameter, _) -> addIdentity(parameter, body, node, finding);
        case FixStep.Delete _ -> deletions.add(finding);
        case FixStep.Manual(var text, _) -> manual.put(finding, text);
      }
    }
  }

  private static <T> void add(Map<T, Set<Integer>> all, T step, int finding) {
    all.computeIfAbsent(step, _ -> new LinkedHashSet<>()).add(finding);
  }

  private void addEach(FixStep.Each each, ObjectValue body, PropertyPlan node, int finding) {
    if (body.at(each.path()) instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof ObjectValue element) {
          String name = element.text("name");
          add(
              each.steps(),
              element,
              node.at(each.path() + ".[" + i + "]", finding),
              finding,
              name == null ? "" : name);
        }
      }
    }
  }

  private static void addIdentity(
      String parameter, ObjectValue body, PropertyPlan node, int finding) {
    String type = body.at("identity.type") instanceof StringValue(var text, _) ? text : "None";
    boolean system = type.contains("SystemAssigned");
    if (!type.contains("UserAssigned")) {
      String wanted = system ? "SystemAssigned, UserAssigned" : "UserAssigned";
      node.at("identity.type", finding).set(StringValue.of(wanted), false);
    }
    node.at("identity.userAssignedIdentities", finding)
        .child("${" + parameter + "}", Set.of(finding))
        .set(ObjectValue.EMPTY, false);
  }

  private static boolean applies(FixStep.When when, ObjectValue body) {
    return when.is().entrySet().stream().allMatch(each -> has(body, each.getKey(), each.getValue()))
        && when.isNot().entrySet().stream()
            .noneMatch(each -> has(body, each.getKey(), each.getValue()));
  }

  private static boolean has(ObjectValue body, String path, List<String> values) {
    return body.at(path) instanceof StringValue(var text, _)
        && values.stream().anyMatch(text::equalsIgnoreCase);
  }

  private static Value named(Value value, String element) {
    return value instanceof StringValue(var text, var origin) && text.contains("${element.name}")
        ? new StringValue(text.replace("${element.name}", element), origin)
        : value;
  }
}
