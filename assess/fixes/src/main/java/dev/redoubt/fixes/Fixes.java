package dev.redoubt.fixes;

import dev.redoubt.controls.Control;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import dev.redoubt.fixes.bicep.BicepFiles;
import dev.redoubt.fixes.bicep.BicepPlanner;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.json.JsonParameters;
import dev.redoubt.fixes.json.JsonPlanner;
import dev.redoubt.fixes.plan.FixParameter;
import dev.redoubt.fixes.plan.FixRequest;
import dev.redoubt.fixes.plan.FixSettings;
import dev.redoubt.fixes.plan.ServiceTiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Adds fixes to the violations of an assessment.
///
/// All fixes of one assessment are made together: equal changes of two fixes apply once, and
/// applying all fixes gives the same files in any order.
public final class Fixes {

  private static final Map<String, FixParameter> SHARED_PARAMETERS = RecipeReader.parameters();
  private static final ServiceTiers TIERS = RecipeReader.tiers();

  private final ControlCatalog catalog;
  private final Function<String, @Nullable String> reader;
  private final Map<String, FixParameter> parameters = new LinkedHashMap<>(SHARED_PARAMETERS);

  /// @param catalog the controls that the assessment evaluated
  /// @param reader the text of a file by its display name; null if it must not or cannot be read
  public Fixes(ControlCatalog catalog, Function<String, @Nullable String> reader) {
    this.catalog = catalog;
    this.reader = reader;
    for (Control control : catalog.controls()) {
      parameters.putAll(RecipeReader.ownParameters(control.fix()));
    }
  }

  /// The assessment with a fix for each violation that has one.
  public Assessment annotate(Assessment assessment) {
    return new Run(assessment).annotated();
  }

  private final class Run {

    private final Assessment assessment;
    private final EditCollector edits = new EditCollector();
    private final BicepFiles bicepFiles = new BicepFiles();
    private final BicepPlanner bicep;
    private final Map<String, JsonPlanner> json = new LinkedHashMap<>();
    private final Map<String, SourceText> texts = new HashMap<>();
    private final Map<String, String> declared = new HashMap<>();
    private final Map<String, @Nullable FixRecipe> recipes = new HashMap<>();
    private final FixSettings settings;

    Run(Assessment assessment) {
      this.assessment = assessment;
      boolean dnsProvided =
          assessment.settings().platform().stream().anyMatch(fact -> fact.kind().equals("dns"));
      this.settings = new FixSettings(parameters, TIERS, dnsProvided);
      this.bicep = new BicepPlanner(bicepFiles, settings, edits);
    }

    Assessment annotated() {
      List<Finding> findings = assessment.findings();
      if (findings.stream().noneMatch(Run::isFixable)) {
        return assessment;
      }
      names(findings).forEach(this::read);
      assessment.deployments().forEach(this::addParameters);
      Map<Integer, FixRecipe> planned = new HashMap<>();
      for (int i = 0; i < findings.size(); i++) {
        FixRecipe recipe = isFixable(findings.get(i)) ? plan(findings.get(i), i) : null;
        if (recipe != null) {
          planned.put(i, recipe);
        }
      }
      bicep.finish();
      json.values().forEach(JsonPlanner::finish);
      List<Finding> fixed = new ArrayList<>();
      for (int i = 0; i < findings.size(); i++) {
        Finding finding = findings.get(i);
        FixRecipe recipe = planned.get(i);
        Fix fix = recipe == null ? null : fix(finding, recipe, i);
        fixed.add(
            fix == null ? finding : finding.withAnnotations(finding.annotations().withFix(fix)));
      }
      return assessment.withFindings(fixed);
    }

    /// The files with violations, and those that may define values for them: parameter files and,
    /// for Bicep, all others.
    private Set<String> names(List<Finding> findings) {
      Set<String> names = new LinkedHashSet<>();
      findings.stream().filter(Run::isFixable).forEach(each -> names.add(file(declared(each))));
      if (names.stream().anyMatch(Run::isBicep)) {
        assessment.inputs().stream()
            .map(Assessment.Input::path)
            .filter(Run::isBicep)
            .forEach(names::add);
      }
      assessment.deployments().forEach(each -> names.addAll(each.parameters()));
      return names;
    }

    private static boolean isBicep(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      return lower.endsWith(".bicep") || lower.endsWith(".bicepparam");
    }

    private static boolean isFixable(Finding finding) {
      return finding.verdict() == Verdict.FAIL;
    }

    private static Origin declared(Finding finding) {
      DeclarationSite site = finding.resource().site();
      return site == null ? finding.resource().origin() : site.origin();
    }

    private String file(Origin origin) {
      return assessment.files().locate(origin).file();
    }

    private void read(String name) {
      boolean isBicep = isBicep(name);
      String text = reader.apply(name);
      if (text == null) {
        return;
      }
      SourceFiles files = assessment.files();
      int id = files.add(name);
      SourceText source = new SourceText(name, id, text);
      texts.put(name, source);
      if (isBicep) {
        bicepFiles.add(source, id);
      } else {
        json.put(name, new JsonPlanner(source, settings, edits));
      }
    }

    private void addParameters(Assessment.Deployment deployment) {
      for (String name : deployment.parameters()) {
        SourceText text = texts.get(name);
        if (text == null || !json.containsKey(name)) {
          continue;
        }
        JsonParameters file = new JsonParameters(text);
        for (String entry : deployment.entryPoints()) {
          bicepFiles.addParameters(entry, file);
          JsonPlanner template = json.get(entry);
          if (template != null) {
            template.addParameters(file);
          }
        }
      }
    }

    /// Plans the fix of a finding; null if there is none.
    private @Nullable FixRecipe plan(Finding finding, int number) {
      FixRecipe recipe = recipes.computeIfAbsent(finding.control().id(), this::recipe);
      if (recipe == null) {
        return null;
      }
      Origin declared = declared(finding);
      String file = file(declared);
      JsonPlanner template = json.get(file);
      FixRequest request =
          new FixRequest(
              number, recipe.steps(), finding.resource(), body -> violates(finding, body));
      boolean found =
          template != null ? template.add(declared, request) : bicep.add(file, declared, request);
      return found ? recipe : null;
    }

    /// Whether the resource of a finding with another payload, alone in its deployment, certainly
    /// violates the control.
    private boolean violates(Finding finding, ObjectValue body) {
      Control control = catalog.find(finding.control().id());
      return control == null || control.isViolatedBy(finding.resource().withBody(body));
    }

    private @Nullable FixRecipe recipe(String id) {
      Control control = catalog.find(id);
      return control == null || control.fix().isEmpty()
          ? null
          : RecipeReader.read(id, control.fix());
    }

    private @Nullable Fix fix(Finding finding, FixRecipe recipe, int number) {
      List<TextEdit> changes = edits.edits(number);
      String note = edits.note(number);
      if (changes.isEmpty() && note == null) {
        return null;
      }
      String file = file(declared(finding));
      boolean isJson = json.containsKey(file);
      List<TextEdit> shown = changes.stream().map(each -> onlyOnce(each, finding)).toList();
      FixText text = new FixText(file, shown, note);
      boolean safe = recipe.safe() && !edits.needsAttention(number) && !isJson && text.isLocal();
      return new Fix(
          isJson ? Fix.Language.JSON : Fix.Language.BICEP,
          text.title(
              finding.control().remediation().summary(), bicep.symbol(number), edits.hints(number)),
          text.text(),
          note == null ? changes.stream().map(this::edit).toList() : List.of(),
          edits.decisions(number),
          safe);
    }

    /// The declaration of a parameter is shown once for a file, so that the text of all fixes can
    /// be pasted; other fixes that need it refer to the first one.
    private TextEdit onlyOnce(TextEdit edit, Finding finding) {
      if (!edit.declaresParameter()) {
        return edit;
      }
      String id = finding.resource().key().id();
      String own =
          "%s for %s".formatted(finding.control().id(), id.substring(id.lastIndexOf('/') + 1));
      String first = declared.putIfAbsent(edit.file() + "\n" + edit.shown(), own);
      return first == null || first.equals(own)
          ? edit
          : new TextEdit(
              edit.file(),
              edit.start(),
              edit.end(),
              edit.replacement(),
              "// the fix of %s declares %s".formatted(first, edit.declaredParameter()));
    }

    private Fix.Edit edit(TextEdit edit) {
      SourceText text = texts.get(edit.file());
      if (text == null) {
        throw new IllegalStateException("no text of " + edit.file());
      }
      return new Fix.Edit(text.origin(edit.start()), text.origin(edit.end()), edit.replacement());
    }
  }
}
