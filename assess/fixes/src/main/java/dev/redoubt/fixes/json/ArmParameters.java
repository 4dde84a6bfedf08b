package dev.redoubt.fixes.json;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.plan.FixParameter;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Declares the parameters of fixes in the templates of one file, and passes them to nested
/// templates.
final class ArmParameters {

  private final JsonSource file;
  private final ArmTemplates templates;
  private final Map<String, FixParameter> known;
  private final EditCollector edits;
  private final List<JsonParameters> assigned = new ArrayList<>();

  /// What the templates of the file need, by their start.
  private final Map<Integer, Needs> needs = new LinkedHashMap<>();

  private record Needs(
      JsonSource.Node template, List<JsonSource.Node> around, PropertyPlan parameters) {}

  ArmParameters(JsonSource file, Map<String, FixParameter> known, EditCollector edits) {
    this.file = file;
    this.templates = new ArmTemplates(file);
    this.known = known;
    this.edits = edits;
  }

  /// Adds a parameter file of the template.
  void add(JsonParameters parameters) {
    assigned.add(parameters);
  }

  /// The parameter files of a template of the file.
  List<JsonParameters> assigned(JsonSource.Node template) {
    return template.equals(file.root()) ? assigned : List.of();
  }

  /// The name of a parameter for a resource, declared in its template if need be.
  String name(List<JsonSource.Node> around, String name, Set<Integer> findings) {
    FixParameter parameter = known.get(name);
    if (parameter == null) {
      throw new IllegalStateException("no parameter `" + name + "`");
    }
    JsonSource.Node template = templates.evaluating(around);
    JsonSource.Node declared = template.get("parameters");
    for (String reused : parameter.reused()) {
      if (isText(declared, reused)) {
        return reused;
      }
    }
    for (String general : parameter.general()) {
      if (isText(declared, general) && !isUsed(general)) {
        return general;
      }
    }
    declare(parameter, free(declared, name), template, around, findings);
    return free(declared, name);
  }

  /// Whether a text parameter is declared that is not empty by default.
  private boolean isText(JsonSource.@Nullable Node declared, String name) {
    JsonSource.Node existing = declared == null ? null : declared.get(name);
    return existing != null
        && "string".equalsIgnoreCase(file.string(existing.get("type")))
        && !"".equals(file.string(existing.get("defaultValue")))
        && assigned.stream().noneMatch(each -> each.assignsEmptyText(name));
  }

  private static String free(JsonSource.@Nullable Node declared, String name) {
    String free = name;
    for (int i = 2; declared != null && declared.get(free) != null; i++) {
      free = name + i;
    }
    return free;
  }

  private boolean isUsed(String name) {
    return file.source().text().contains("parameters('" + name + "')");
  }

  private void declare(
      FixParameter parameter,
      String name,
      JsonSource.Node template,
      List<JsonSource.Node> around,
      Set<Integer> findings) {
    ObjectValue.Builder declaration = ObjectValue.builder().put("type", parameter.type());
    String value = parameter.defaultValue();
    if (value != null) {
      declaration.put("defaultValue", value);
    }
    declaration.put(
        "metadata", ObjectValue.builder().put("description", parameter.description()).build());
    List<JsonSource.Node> above =
        around.contains(template) ? around.subList(0, around.indexOf(template)) : List.of();
    needs
        .computeIfAbsent(
            template.start(), _ -> new Needs(template, List.copyOf(above), new PropertyPlan()))
        .parameters()
        .child("parameters", findings)
        .child(name, findings)
        .set(declaration.build(), true);
    if (value == null) {
      for (JsonParameters each : assigned(template)) {
        edits.decide(findings, "give `%s` a value in `%s`".formatted(name, each.name()));
      }
    } else {
      edits.review(
          findings, "decide `%s` in `%s`, which is `%s`".formatted(name, file.name(), value));
    }
  }

  /// Declares the parameters.
  void finish() {
    // inner templates come after outer ones, and add to what those need
    List<Needs> all = new ArrayList<>(needs.values());
    while (!all.isEmpty()) {
      needs.clear();
      all.forEach(this::declare);
      all = new ArrayList<>(needs.values());
    }
  }

  /// Declares the parameters of a template, and passes them to a nested one.
  private void declare(Needs needed) {
    new JsonChanges(file, edits, (name, _) -> name, null)
        .apply(needed.parameters(), needed.template(), templates.templateName(needed.template()));
    if (needed.around().isEmpty()) {
      return;
    }
    JsonSource.Node properties = needed.around().getLast();
    List<JsonSource.Node> outer = needed.around().subList(0, needed.around().size() - 1);
    PropertyPlan passed = new PropertyPlan();
    PropertyPlan declared = needed.parameters().child("parameters", needed.parameters().findings());
    declared
        .children()
        .forEach(
            (name, plan) -> {
              boolean hasDefault =
                  plan.value() instanceof ObjectValue object && object.get("defaultValue") != null;
              if (!hasDefault) {
                passed
                    .child("parameters", plan.findings())
                    .child(name, plan.findings())
                    .child("value", plan.findings())
                    .set(StringValue.of("${" + name + "}"), false);
              }
            });
    new JsonChanges(file, edits, (name, findings) -> name(outer, name, findings), null)
        .apply(passed, properties, "properties of the nested deployment");
  }
}
