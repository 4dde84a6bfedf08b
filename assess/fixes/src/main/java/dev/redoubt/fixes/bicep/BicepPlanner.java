package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.plan.DeclarationPlan;
import dev.redoubt.fixes.plan.FixRequest;
import dev.redoubt.fixes.plan.FixSettings;
import dev.redoubt.fixes.plan.FixStep;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the fixes of findings in Bicep files into changes.
public final class BicepPlanner {

  private final BicepFiles files;
  private final EditCollector edits;
  private final PropertyChanges changes;
  private final FixSettings settings;
  private final Map<Place, Planned> plans = new LinkedHashMap<>();
  private final Map<Integer, String> symbols = new HashMap<>();

  private record Place(String file, int start) {}

  private record Planned(BicepSource.Declaration declaration, DeclarationPlan plan) {}

  public BicepPlanner(BicepFiles files, FixSettings settings, EditCollector edits) {
    this.files = files;
    this.edits = edits;
    this.changes = new PropertyChanges(files, settings.parameters(), edits);
    this.settings = settings;
  }

  /// Adds the fix of a finding; false if the file has no such declaration or cannot be changed.
  ///
  /// @param declared where the resource is declared
  public boolean add(String file, Origin declared, FixRequest request) {
    BicepSource source = files.find(file);
    if (source == null) {
      return false;
    }
    BicepSource.Declaration declaration = source.declarationAt(declared);
    if (declaration == null || declaration.body() == null) {
      return false;
    }
    symbols.put(request.finding(), declaration.symbol());
    if (!isOf(declaration, request.resource().type())) {
      addToDerived(declaration, request);
      return true;
    }
    DeclarationPlan plan = plan(declaration);
    plan.add(request);
    List<FixStep> ofParent = plan.parents().get(request.finding());
    if (ofParent != null) {
      addToParent(declaration, ofParent, request.finding());
    }
    return true;
  }

  /// Whether the declaration is that of a resource of the type, and not of its parent, with which
  /// the service makes it.
  private static boolean isOf(BicepSource.Declaration declaration, ResourceType type) {
    String written = declaration.statement().type().literalText();
    String last = written == null ? "" : written.split("@", 2)[0];
    last = last.substring(last.lastIndexOf('/') + 1);
    String full = type.toString();
    return full.substring(full.lastIndexOf('/') + 1).equalsIgnoreCase(last);
  }

  /// A child that the service makes by itself, such as `blobServices/default`, can be referred to.
  private void addToDerived(BicepSource.Declaration declaration, FixRequest request) {
    Set<Integer> finding = Set.of(request.finding());
    List<NameSegment> names = request.resource().key().names();
    if (!(names.getLast().value() instanceof StringValue(var name, _))
        || !request.steps().stream().allMatch(step -> step instanceof FixStep.DiagnosticSetting)) {
      edits.note(finding, "declare the resource, and change it there");
      return;
    }
    for (FixStep step : request.steps()) {
      if (step instanceof FixStep.DiagnosticSetting setting) {
        new AddedResources(declaration, changes, edits)
            .settingOfChild(setting, request.resource().type().toString(), name, finding);
      }
    }
  }

  private DeclarationPlan plan(BicepSource.Declaration declaration) {
    int start = declaration.file().ranges().statement(declaration.statement()).start();
    return plans
        .computeIfAbsent(
            new Place(declaration.file().name(), start),
            _ -> new Planned(declaration, new DeclarationPlan(settings.tiers())))
        .plan();
  }

  private void addToParent(BicepSource.Declaration inner, List<FixStep> steps, int finding) {
    BicepSource.Declaration parent = parent(inner);
    if (parent == null || parent.statement().existing() || parent.body() == null) {
      edits.note(Set.of(finding), "the change belongs where the parent resource is declared");
    } else {
      plan(parent).addForChild(steps, finding);
    }
  }

  private static BicepSource.@Nullable Declaration parent(BicepSource.Declaration inner) {
    if (!inner.outer().isEmpty()) {
      return inner.outer().getLast();
    }
    BicepExpression parent = inner.body() == null ? null : inner.body().property("parent");
    return inner.file().declarations().stream()
        .filter(
            each ->
                parent instanceof BicepExpression.Name(var name, _)
                    ? each.symbol().equals(name)
                    : parent == null && isNameOfParent(inner, each))
        .findFirst()
        .orElse(null);
  }

  /// Whether the name of a resource is the start of the name of another one, as written:
  /// `'${vaultName}/key'`, `'${vault.name}/key'`, `'kv/key'`.
  private static boolean isNameOfParent(
      BicepSource.Declaration inner, BicepSource.Declaration outer) {
    String name = inner.writtenName();
    String own = outer.writtenName();
    String type = inner.statement().type().literalText();
    if (name == null || own == null || type == null || !outer.isSingle()) {
      return false;
    }
    ResourceType parent = ResourceType.of(type.split("@", 2)[0]).parent();
    return parent != null
        && outer.isOf(parent)
        && (name.startsWith("'${" + own + "}/")
            || name.startsWith("'${" + outer.symbol() + ".name}/")
            || (own.startsWith("'") && name.startsWith(own.substring(0, own.length() - 1) + "/")));
  }

  /// The symbolic name of the resource of a finding.
  public String symbol(int finding) {
    return symbols.getOrDefault(finding, "");
  }

  /// Makes the changes of all fixes that were added.
  public void finish() {
    List.copyOf(plans.values()).forEach(this::finish);
    changes.finish();
  }

  private void finish(Planned planned) {
    BicepSource.Declaration declaration = planned.declaration();
    DeclarationPlan plan = planned.plan();
    BicepExpression.ObjectLiteral body = declaration.body();
    if (body == null) {
      return;
    }
    if (!plan.deletions().isEmpty()) {
      delete(declaration, plan.deletions());
      return;
    }
    changes.apply(plan.properties(), body, declaration.file(), declaration.symbol());
    plan.manual().forEach((finding, text) -> edits.note(Set.of(finding), text));
    plan.raised().forEach((finding, text) -> edits.warn(Set.of(finding), text));
    AddedResources added = new AddedResources(declaration, changes, edits);
    plan.endpoints()
        .forEach(
            (endpoint, findings) -> added.endpoint(endpoint, settings.dnsProvided(), findings));
    plan.settings().forEach(added::setting);
  }

  private void delete(BicepSource.Declaration declaration, Set<Integer> findings) {
    BicepSource file = declaration.file();
    String name = declaration.statement().name().text();
    if (file.uses(name) > 1) {
      edits.note(findings, "delete `%s` and what uses it".formatted(declaration.symbol()));
      return;
    }
    TextRange range = file.ranges().decorated(declaration.statement());
    int line = file.source().lineStart(range.start());
    int start = file.source().endBefore(line);
    if (file.source().slice(file.source().lineStart(start), start).isBlank()) {
      start = file.source().endBefore(file.source().lineStart(start));
    }
    int end = file.ranges().lineEndAfter(range);
    edits.add(
        findings, TextEdit.deletion(file.name(), start, end, "the resource `" + name + "`", ""));
  }
}
