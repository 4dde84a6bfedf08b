package dev.redoubt.fixes.plan;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What the fixes of all findings of one declaration want.
public final class DeclarationPlan {

  private final ServiceTiers tiers;
  private final PropertyPlan properties = new PropertyPlan();
  private final Map<FixStep.PrivateEndpoint, Set<Integer>> endpoints = new LinkedHashMap<>();
  private final Map<FixStep.DiagnosticSetting, Set<Integer>> settings = new LinkedHashMap<>();
  private final Set<Integer> deletions = new LinkedHashSet<>();
  private final Map<Integer, List<FixStep>> parents = new LinkedHashMap<>();
  private final Map<Integer, String> manual = new LinkedHashMap<>();
  private final Map<Integer, String> raised = new LinkedHashMap<>();

  /// @param tiers what the lower tiers of services refuse
  public DeclarationPlan(ServiceTiers tiers) {
    this.tiers = tiers;
  }

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

  /// What has to be known about the tier of the service, by finding.
  public Map<Integer, String> raised() {
    return raised;
  }

  /// Adds the steps of the fix of a finding.
  public void add(FixRequest request) {
    ObjectValue body = request.resource().body();
    Steps steps = new Steps(request.finding(), request.violates());
    steps.add(request.steps(), body, properties, "");
    raiseTier(request, steps.features);
  }

  /// Adds steps to this resource for a finding of a resource in it.
  public void addForChild(List<FixStep> steps, int finding) {
    new Steps(finding, _ -> true).add(steps, ObjectValue.EMPTY, properties, "");
  }

  private void raiseTier(FixRequest request, List<PropertyPath> features) {
    for (ServiceTiers.Limit limit : tiers.of(request.resource().type(), features)) {
      String name = String.join(".", limit.tier().names());
      Value tier = limit.tier().in(request.resource().body());
      if (tier instanceof StringValue(var text, _) && limit.isOf(text)) {
        properties.at(limit.tier(), request.finding()).set(StringValue.of(limit.lowest()), text);
        raised.put(
            request.finding(),
            "`%s` becomes `%s`, because `%s` does not support this"
                .formatted(name, limit.lowest(), text));
      } else if (tier instanceof Unknown) {
        raised.put(
            request.finding(), "this needs at least `%s` as `%s`".formatted(limit.lowest(), name));
      }
    }
  }

  /// Adds the steps of one finding, and collects the features that they use.
  private final class Steps {

    private final int finding;
    private final Predicate<ObjectValue> violates;
    private final List<PropertyPath> features = new ArrayList<>();

    Steps(int finding, Predicate<ObjectValue> violates) {
      this.finding = finding;
      this.violates = violates;
    }

    void add(List<FixStep> steps, ObjectValue body, PropertyPlan node, String element) {
      for (FixStep step : steps) {
        if (applies(step.when(), body)) {
          add(step, body, node, element);
        }
      }
    }

    private void add(FixStep step, ObjectValue body, PropertyPlan node, String element) {
      switch (step) {
        case FixStep.Set(var name, var value, var whole, var absent, _) -> {
          PropertyPath path = PropertyPath.of(name);
          if (!absent || path.in(body) == null) {
            features.add(path);
            node.at(path, finding).set(named(value, element), whole);
          }
        }
        case FixStep.Remove(var name, _) -> {
          PropertyPath path = PropertyPath.of(name);
          if (path.in(body) != null) {
            node.at(path, finding).remove();
          }
        }
        case FixStep.Rewrite rewrite ->
            node.at(PropertyPath.of(rewrite.path()), finding).rewrite(rewrite);
        case FixStep.Each each -> addEach(each, body, node);
        case FixStep.Parent(var inner, _) -> parents.put(finding, inner);
        case FixStep.PrivateEndpoint endpoint -> {
          features.add(ServiceTiers.PRIVATE_ENDPOINT);
          DeclarationPlan.add(endpoints, endpoint, finding);
        }
        case FixStep.DiagnosticSetting setting -> DeclarationPlan.add(settings, setting, finding);
        case FixStep.UserIdentity(var parameter, _) -> {
          features.add(PropertyPath.of("identity"));
          addIdentity(parameter, body, node, finding);
        }
        case FixStep.Delete _ -> deletions.add(finding);
        case FixStep.Manual(var text, _) -> manual.put(finding, text);
      }
    }

    /// Adds steps to the elements that violate the control. An element does if it alone would; if
    /// none does alone, all have to change.
    private void addEach(FixStep.Each each, ObjectValue body, PropertyPlan node) {
      PropertyPath path = PropertyPath.of(each.path());
      if (!(path.in(body) instanceof ArrayValue array)) {
        return;
      }
      List<Integer> changed = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        if (violates.test(path.withOnly(body, array.get(i)))) {
          changed.add(i);
        }
      }
      PropertyPlan inner = node.at(path, finding);
      if (changed.size() == array.size()) {
        inner.forEachElement();
      }
      for (int i = 0; i < array.size(); i++) {
        if ((changed.isEmpty() || changed.contains(i))
            && array.get(i) instanceof ObjectValue element) {
          String name = element.text("name");
          add(
              each.steps(),
              element,
              inner.child("[" + i + "]", Set.of(finding)),
              name == null ? "" : name);
        }
      }
    }
  }

  private static <T> void add(Map<T, Set<Integer>> all, T step, int finding) {
    all.computeIfAbsent(step, _ -> new LinkedHashSet<>()).add(finding);
  }

  private static void addIdentity(
      String parameter, ObjectValue body, PropertyPlan node, int finding) {
    String type =
        PropertyPath.of("identity.type").in(body) instanceof StringValue(var text, _)
            ? text
            : "None";
    boolean system = type.contains("SystemAssigned");
    if (!type.contains("UserAssigned")) {
      String wanted = system ? "SystemAssigned, UserAssigned" : "UserAssigned";
      node.at(PropertyPath.of("identity.type"), finding).set(StringValue.of(wanted), false);
    }
    node.at(PropertyPath.of("identity.userAssignedIdentities"), finding)
        .child("${" + parameter + "}", Set.of(finding))
        .set(ObjectValue.EMPTY, false);
  }

  private static boolean applies(FixStep.When when, ObjectValue body) {
    return when.is().entrySet().stream().allMatch(each -> has(body, each.getKey(), each.getValue()))
        && when.isNot().entrySet().stream()
            .noneMatch(each -> has(body, each.getKey(), each.getValue()));
  }

  private static boolean has(ObjectValue body, String path, List<String> values) {
    return PropertyPath.of(path).in(body) instanceof StringValue(var text, _)
        && values.stream().anyMatch(text::equalsIgnoreCase);
  }

  private static Value named(Value value, String element) {
    return value instanceof StringValue(var text, var origin) && text.contains("${element.name}")
        ? new StringValue(text.replace("${element.name}", element), origin)
        : value;
  }
}
