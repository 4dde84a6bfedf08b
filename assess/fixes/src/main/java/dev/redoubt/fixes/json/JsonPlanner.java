package dev.redoubt.fixes.json;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.plan.DeclarationPlan;
import dev.redoubt.fixes.plan.FixParameter;
import dev.redoubt.fixes.plan.FixRequest;
import dev.redoubt.fixes.plan.FixSettings;
import dev.redoubt.fixes.plan.FixStep;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the fixes of findings in one ARM template into changes.
public final class JsonPlanner {

  private final JsonSource file;
  private final FixSettings settings;
  private final EditCollector edits;
  private final Map<Place, Planned> plans = new LinkedHashMap<>();

  private final List<JsonParameters> parameterFiles = new ArrayList<>();

  /// What the templates of the file need besides their resources, by their start.
  private final Map<Integer, Needs> needs = new LinkedHashMap<>();

  /// A resource, or one that the service makes with it, which has another type.
  private record Place(int start, ResourceType type) {}

  private record Planned(
      JsonSource.Node node,
      List<JsonSource.Node> around,
      Resource resource,
      DeclarationPlan plan) {}

  private record Needs(
      JsonSource.Node template, List<JsonSource.Node> around, PropertyPlan parameters) {}

  public JsonPlanner(SourceText text, FixSettings settings, EditCollector edits) {
    this.file = new JsonSource(text);
    this.settings = settings;
    this.edits = edits;
  }

  /// Adds a parameter file of the template.
  public void addParameters(JsonParameters parameters) {
    parameterFiles.add(parameters);
  }

  /// Adds the fix of a finding; false if the file has no such resource or cannot be changed.
  public boolean add(Origin declared, FixRequest request) {
    Resource resource = request.resource();
    int finding = request.finding();
    List<JsonSource.Node> around = new ArrayList<>(file.objectsAt(declared));
    while (!around.isEmpty() && !isResource(around.getLast())) {
      around.removeLast();
    }
    if (around.isEmpty()) {
      return false;
    }
    JsonSource.Node node = around.removeLast();
    if (isDerived(node, resource)
        && !request.steps().stream().allMatch(step -> step instanceof FixStep.DiagnosticSetting)) {
      edits.note(Set.of(finding), "declare the resource, and change it there");
      return true;
    }
    DeclarationPlan plan = plan(node, around, resource);
    plan.add(request);
    List<FixStep> ofParent = plan.parents().get(finding);
    if (ofParent != null) {
      addToParent(node, around, resource, ofParent, finding);
    }
    return true;
  }

  /// Whether the service makes the resource with the declared one.
  private boolean isDerived(JsonSource.Node node, Resource resource) {
    String written = file.string(node.get("type"));
    String full = resource.type().toString();
    return written != null
        && !full.substring(full.lastIndexOf('/') + 1)
            .equalsIgnoreCase(written.substring(written.lastIndexOf('/') + 1));
  }

  private DeclarationPlan plan(
      JsonSource.Node node, List<JsonSource.Node> around, Resource resource) {
    return plans
        .computeIfAbsent(
            new Place(node.start(), resource.type()),
            _ -> new Planned(node, List.copyOf(around), resource, new DeclarationPlan(settings.tiers())))
        .plan();
  }

  /// The plan of the parent of a resource, which may have fixes of its own.
  private DeclarationPlan planParent(
      JsonSource.Node node, List<JsonSource.Node> around, Resource child) {
    ResourceType type = child.type().parent();
    return plans
        .computeIfAbsent(
            new Place(node.start(), type == null ? child.type() : type),
            _ -> new Planned(node, List.copyOf(around), child, new DeclarationPlan(settings.tiers())))
        .plan();
  }

  private static boolean isResource(JsonSource.Node node) {
    return node.get("type") != null && node.get("name") != null && node.get("apiVersion") != null;
  }

  private void addToParent(
      JsonSource.Node inner,
      List<JsonSource.Node> around,
      Resource resource,
      List<FixStep> steps,
      int finding) {
    if (!around.isEmpty() && isResource(around.getLast())) {
      List<JsonSource.Node> above = around.subList(0, around.size() - 1);
      planParent(around.getLast(), above, resource).addForChild(steps, finding);
      return;
    }
    String name = file.string(inner.get("name"));
    JsonSource.Node parent = name == null ? null : parent(around, name);
    if (parent == null) {
      edits.note(Set.of(finding), "the change belongs where the parent resource is declared");
    } else {
      planParent(parent, around, resource).addForChild(steps, finding);
    }
  }

  /// The resource of the same template whose name is the start of a name: `a` for `a/b`,
  /// `[parameters('a')]` for `[concat(parameters('a'), '/b')]` and the like.
  private JsonSource.@Nullable Node parent(List<JsonSource.Node> around, String name) {
    JsonSource.Node resources = template(around).get("resources");
    for (JsonSource.Node each : resources == null ? List.<JsonSource.Node>of() : all(resources)) {
      String own = each.isObject() && isResource(each) ? file.string(each.get("name")) : null;
      if (own != null
          && !own.equals(name)
          && (name.startsWith(own + "/")
              || (own.startsWith("[") && name.contains(own.substring(1, own.length() - 1))))) {
        return each;
      }
    }
    return null;
  }

  private static List<JsonSource.Node> all(JsonSource.Node resources) {
    return resources.isArray()
        ? resources.elements()
        : resources.members().stream().map(JsonSource.Member::value).toList();
  }

  /// The innermost template that evaluates the expressions of a resource.
  private JsonSource.Node template(List<JsonSource.Node> around) {
    for (int i = around.size() - 1; i > 0; i--) {
      if (isTemplate(around.get(i)) && isInner(around.get(i - 1))) {
        return around.get(i);
      }
    }
    return around.getFirst();
  }

  private static boolean isTemplate(JsonSource.Node node) {
    return node.get("resources") != null && node.get("contentVersion") != null;
  }

  /// Whether the `properties` of a nested deployment evaluate its template on its own.
  private boolean isInner(JsonSource.Node properties) {
    JsonSource.Node options = properties.get("expressionEvaluationOptions");
    String scope = options == null ? null : file.string(options.get("scope"));
    return "inner".equalsIgnoreCase(scope);
  }

  /// Makes the changes of all fixes that were added.
  public void finish() {
    for (Planned planned : List.copyOf(plans.values())) {
      finish(planned);
    }
    // inner templates come after outer ones, and add to what those need
    List<Needs> all = new ArrayList<>(needs.values());
    while (!all.isEmpty()) {
      needs.clear();
      all.forEach(this::declare);
      all = new ArrayList<>(needs.values());
    }
  }

  private void finish(Planned planned) {
    DeclarationPlan plan = planned.plan();
    if (!plan.deletions().isEmpty()) {
      delete(planned);
      return;
    }
    changes(planned).apply(plan.properties(), planned.node());
    plan.manual().forEach((finding, text) -> edits.note(Set.of(finding), text));
    plan.raised().forEach((finding, text) -> edits.warn(Set.of(finding), text));
    plan.endpoints().forEach((endpoint, findings) -> endpoint(planned, endpoint, findings));
    plan.settings().forEach((setting, findings) -> setting(planned, setting, findings));
  }

  private JsonChanges changes(Planned planned) {
    JsonSource.Node template = template(planned.around());
    List<JsonParameters> assigned = template.equals(file.root()) ? parameterFiles : List.of();
    return new JsonChanges(
        file,
        edits,
        (name, findings) -> parameter(planned.around(), name, findings),
        new JsonDefinitions(file, template, assigned));
  }

  private String parameter(List<JsonSource.Node> around, String name, Set<Integer> findings) {
    FixParameter parameter = settings.parameters().get(name);
    if (parameter == null) {
      throw new IllegalStateException("no parameter `" + name + "`");
    }
    JsonSource.Node template = template(around);
    JsonSource.Node declared = template.get("parameters");
    for (String reused : parameter.reused()) {
      JsonSource.Node existing = declared == null ? null : declared.get(reused);
      if (existing != null && "string".equalsIgnoreCase(file.string(existing.get("type")))) {
        return reused;
      }
    }
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
    return name;
  }

  /// Declares the parameters of a template, and passes them to a nested one.
  private void declare(Needs needed) {
    new JsonChanges(file, edits, (name, _) -> name, null)
        .apply(needed.parameters(), needed.template());
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
    new JsonChanges(file, edits, (name, findings) -> parameter(outer, name, findings), null)
        .apply(passed, properties);
  }

  private void delete(Planned planned) {
    Set<Integer> findings = planned.plan().deletions();
    JsonSource.Node list = list(planned);
    int at = list == null ? -1 : list.elements().indexOf(planned.node());
    if (list == null || at < 0) {
      edits.note(findings, "delete the resource");
      return;
    }
    List<JsonSource.Node> elements = list.elements();
    int start = at == 0 ? planned.node().start() : elements.get(at - 1).end();
    int end = planned.node().end();
    if (at == 0 && elements.size() > 1) {
      end = elements.get(1).start();
    }
    edits.add(findings, new TextEdit(file.name(), start, end, "", "// without this resource"));
  }

  private JsonSource.@Nullable Node list(Planned planned) {
    return planned.around().isEmpty() ? null : planned.around().getLast().get("resources");
  }

  private void endpoint(Planned planned, FixStep.PrivateEndpoint endpoint, Set<Integer> findings) {
    ArmIdentity identity =
        ArmIdentity.of(file, planned.node(), planned.around(), planned.resource());
    if (identity == null) {
      edits.note(findings, "add a private endpoint for each copy of the resource");
      return;
    }
    ArmResources text = new ArmResources(identity);
    String subnet =
        "parameters('%s')"
            .formatted(parameter(planned.around(), "privateEndpointSubnetId", findings));
    add(planned, "PrivateEndpoint", text.endpoint(endpoint, subnet), findings);
    if (!settings.dnsProvided()) {
      String group =
          "parameters('%s')"
              .formatted(parameter(planned.around(), "privateDnsZonesResourceGroupId", findings));
      add(planned, "PrivateEndpointZones", text.zoneGroup(endpoint, group), findings);
    }
  }

  private void setting(Planned planned, FixStep.DiagnosticSetting setting, Set<Integer> findings) {
    ArmIdentity identity =
        ArmIdentity.of(file, planned.node(), planned.around(), planned.resource());
    if (identity == null) {
      edits.note(findings, "add a diagnostic setting for each copy of the resource");
      return;
    }
    String workspace =
        "parameters('%s')"
            .formatted(parameter(planned.around(), "logAnalyticsWorkspaceId", findings));
    add(planned, "Logs", new ArmResources(identity).setting(setting, workspace), findings);
  }

  /// Adds a resource to the template.
  private void add(Planned planned, String word, String json, Set<Integer> findings) {
    JsonSource.Node resources = innermost(planned.around()).get("resources");
    if (resources == null || all(resources).isEmpty()) {
      return;
    }
    JsonSource.Node last = all(resources).getLast();
    String indentation = file.source().indentation(last.start());
    JsonChanges changes = changes(planned);
    String text = changes.writer(findings).value(parsed(json), indentation);
    if (!resources.isArray()) {
      text = JsonText.quoted(symbol(planned) + word) + ": " + text;
    }
    String before = "," + file.source().lineEnd() + indentation;
    edits.add(findings, new TextEdit(file.name(), last.end(), last.end(), before + text, text));
  }

  private JsonSource.Node innermost(List<JsonSource.Node> around) {
    for (int i = around.size() - 1; i > 0; i--) {
      if (isTemplate(around.get(i))) {
        return around.get(i);
      }
    }
    return around.getFirst();
  }

  private static String symbol(Planned planned) {
    String type = planned.resource().type().toString();
    String last = type.substring(type.lastIndexOf('/') + 1);
    return last.substring(0, 1).toLowerCase(Locale.ROOT) + last.substring(1);
  }

  private static Value parsed(String json) {
    Value value =
        new JsonReader(new SourceFiles(), new ArrayList<>())
            .read(json.getBytes(StandardCharsets.UTF_8), "fix");
    if (value == null) {
      throw new IllegalStateException("not JSON: " + json);
    }
    return value;
  }
}
