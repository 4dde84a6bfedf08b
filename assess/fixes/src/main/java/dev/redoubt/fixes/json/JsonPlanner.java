package dev.redoubt.fixes.json;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.plan.DeclarationPlan;
import dev.redoubt.fixes.plan.FixRequest;
import dev.redoubt.fixes.plan.FixSettings;
import dev.redoubt.fixes.plan.FixStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the fixes of findings in one ARM template into changes.
public final class JsonPlanner {

  private final JsonSource file;
  private final FixSettings settings;
  private final EditCollector edits;
  private final ArmTemplates templates;
  private final ArmParameters parameters;
  private final Map<Place, Planned> plans = new LinkedHashMap<>();

  /// A resource, or one that the service makes with it, which has another type.
  private record Place(int start, ResourceType type) {}

  private record Planned(
      JsonSource.Node node,
      List<JsonSource.Node> around,
      Resource resource,
      DeclarationPlan plan) {}

  public JsonPlanner(SourceText text, FixSettings settings, EditCollector edits) {
    this.file = new JsonSource(text);
    this.settings = settings;
    this.edits = edits;
    this.templates = new ArmTemplates(file);
    this.parameters = new ArmParameters(file, settings.parameters(), edits);
  }

  /// Adds a parameter file of the template.
  public void addParameters(JsonParameters parameterFile) {
    parameters.add(parameterFile);
  }

  /// Adds the fix of a finding; false if the file has no such resource or cannot be changed.
  public boolean add(Origin declared, FixRequest request) {
    Resource resource = request.resource();
    int finding = request.finding();
    List<JsonSource.Node> around = new ArrayList<>(file.objectsAt(declared));
    while (!around.isEmpty() && !ArmTemplates.isResource(around.getLast())) {
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
            _ ->
                new Planned(
                    node, List.copyOf(around), resource, new DeclarationPlan(settings.tiers())))
        .plan();
  }

  /// The plan of the parent of a resource, which may have fixes of its own.
  private DeclarationPlan planParent(
      JsonSource.Node node, List<JsonSource.Node> around, Resource child) {
    ResourceType type = child.type().parent();
    return plans
        .computeIfAbsent(
            new Place(node.start(), type == null ? child.type() : type),
            _ ->
                new Planned(
                    node, List.copyOf(around), child, new DeclarationPlan(settings.tiers())))
        .plan();
  }

  private void addToParent(
      JsonSource.Node inner,
      List<JsonSource.Node> around,
      Resource resource,
      List<FixStep> steps,
      int finding) {
    if (!around.isEmpty() && ArmTemplates.isResource(around.getLast())) {
      List<JsonSource.Node> above = around.subList(0, around.size() - 1);
      planParent(around.getLast(), above, resource).addForChild(steps, finding);
      return;
    }
    String name = file.string(inner.get("name"));
    JsonSource.Node parent = name == null ? null : templates.parent(around, name);
    if (parent == null) {
      edits.note(Set.of(finding), "the change belongs where the parent resource is declared");
    } else {
      planParent(parent, around, resource).addForChild(steps, finding);
    }
  }

  /// Makes the changes of all fixes that were added.
  public void finish() {
    for (Planned planned : List.copyOf(plans.values())) {
      finish(planned);
    }
    parameters.finish();
  }

  private void finish(Planned planned) {
    DeclarationPlan plan = planned.plan();
    if (!plan.deletions().isEmpty()) {
      delete(planned);
      return;
    }
    changes(planned).apply(plan.properties(), planned.node(), templates.name(planned.node()));
    plan.manual().forEach((finding, text) -> edits.note(Set.of(finding), text));
    plan.raised().forEach((finding, text) -> edits.warn(Set.of(finding), text));
    ArmAddedResources added =
        new ArmAddedResources(
            file, planned.node(), planned.around(), planned.resource(), parameters, edits);
    plan.endpoints()
        .forEach(
            (endpoint, findings) -> added.endpoint(endpoint, settings.dnsProvided(), findings));
    plan.settings().forEach(added::setting);
  }

  private JsonChanges changes(Planned planned) {
    JsonSource.Node template = templates.evaluating(planned.around());
    return new JsonChanges(
        file,
        edits,
        (name, findings) -> parameters.name(planned.around(), name, findings),
        new JsonDefinitions(file, template, parameters.assigned(template)));
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
    edits.add(
        findings, TextEdit.deletion(file.name(), start, end, templates.name(planned.node()), ""));
  }

  private JsonSource.@Nullable Node list(Planned planned) {
    return planned.around().isEmpty() ? null : planned.around().getLast().get("resources");
  }
}
