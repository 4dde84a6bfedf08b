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
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Verdict;
import dev.redoubt.fixes.bicep.BicepFiles;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.json.JsonParameters;
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
import java.util.function.Predicate;
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
    private final BicepFiles bicepFiles = new BicepFiles();
    private final LanguagePlanners planned;

    /// What the fixes of exempt findings would change.
    private final LanguagePlanners exempted;

    private final Map<String, SourceText> texts = new HashMap<>();
    private final Map<String, @Nullable FixRecipe> recipes = new HashMap<>();

    Run(Assessment assessment) {
      this.assessment = assessment;
      boolean dnsProvided =
          assessment.settings().platform().stream().anyMatch(fact -> fact.kind().equals("dns"));
      FixSettings settings = new FixSettings(parameters, TIERS, dnsProvided);
      this.planned = new LanguagePlanners(bicepFiles, settings);
      this.exempted = new LanguagePlanners(bicepFiles, settings);
    }

    Assessment annotated() {
      List<Finding> findings = assessment.findings();
      if (findings.stream().noneMatch(Run::isFixable)) {
        return assessment;
      }
      names(findings).forEach(this::read);
      assessment.deployments().forEach(this::addParameters);
      Map<Integer, FixRecipe> found = plan(findings, Run::isFixable, planned);
      FixSafety safety = new FixSafety(exemptPlaces(findings));
      found.forEach((number, recipe) -> add(findings.get(number), number, recipe, safety));
      ShownOnce shown = new ShownOnce(assessment.files());
      List<Finding> fixed = new ArrayList<>();
      for (int i = 0; i < findings.size(); i++) {
        Finding finding = findings.get(i);
        Fix fix = found.containsKey(i) ? fix(finding, i, safety, shown) : null;
        fixed.add(
            fix == null ? finding : finding.withAnnotations(finding.annotations().withFix(fix)));
      }
      return assessment.withFindings(fixed);
    }

    /// The files with violations, and those that may define values for them: parameter files and,
    /// for Bicep, all others.
    private Set<String> names(List<Finding> findings) {
      Set<String> names = new LinkedHashSet<>();
      findings.stream()
          .filter(each -> isFixable(each) || isExempt(each))
          .forEach(each -> names.add(file(declared(each))));
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

    private static boolean isExempt(Finding finding) {
      return finding.verdict() == Verdict.EXEMPT;
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
        planned.add(source);
        exempted.add(source);
      }
    }

    private void addParameters(Assessment.Deployment deployment) {
      for (String name : deployment.parameters()) {
        SourceText text = texts.get(name);
        if (text == null || !planned.isJson(name)) {
          continue;
        }
        JsonParameters file = new JsonParameters(text);
        for (String entry : deployment.entryPoints()) {
          bicepFiles.addParameters(entry, file);
          planned.addParameters(entry, file);
          exempted.addParameters(entry, file);
        }
      }
    }

    /// Plans the fixes of some findings; the result has the numbers of those that have one.
    private Map<Integer, FixRecipe> plan(
        List<Finding> findings, Predicate<Finding> wanted, LanguagePlanners planners) {
      Map<Integer, FixRecipe> found = new LinkedHashMap<>();
      for (int i = 0; i < findings.size(); i++) {
        Finding finding = findings.get(i);
        FixRecipe recipe =
            wanted.test(finding)
                ? recipes.computeIfAbsent(finding.control().id(), this::recipe)
                : null;
        if (recipe == null) {
          continue;
        }
        Origin declared = declared(finding);
        FixRequest request =
            new FixRequest(i, recipe.steps(), finding.resource(), body -> violates(finding, body));
        if (planners.add(file(declared), declared, request)) {
          found.put(i, recipe);
        }
      }
      planners.finish();
      return found;
    }

    /// Where exempt findings are decided, and where their fixes would change something.
    private ExemptPlaces exemptPlaces(List<Finding> findings) {
      ExemptPlaces places = new ExemptPlaces(texts);
      plan(findings, Run::isExempt, exempted);
      for (int i = 0; i < findings.size(); i++) {
        Finding finding = findings.get(i);
        if (isExempt(finding)) {
          String name = "`%s` of `%s`".formatted(finding.control().id(), ResourceNames.of(finding));
          exempted.edits().edits(i).forEach(each -> places.add(each, name));
          addOrigins(finding.reason(), name, places);
        }
      }
      return places;
    }

    private void addOrigins(Reason reason, String finding, ExemptPlaces places) {
      SourceText text = reason.origin().isWritten() ? texts.get(file(reason.origin())) : null;
      if (text != null && reason.because().isEmpty()) {
        places.add(text.name(), text.index(reason.origin()), finding);
      }
      reason.because().forEach(each -> addOrigins(each, finding, places));
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

    private void add(Finding finding, int number, FixRecipe recipe, FixSafety safety) {
      EditCollector edits = planned.edits();
      String file = file(declared(finding));
      boolean isSafe =
          recipe.safe()
              && !edits.needsAttention(number)
              && !planned.isJson(file)
              && new FixText(file, edits.edits(number), null).isLocal();
      safety.add(number, finding.control().id(), edits.edits(number), isSafe);
    }

    private @Nullable Fix fix(Finding finding, int number, FixSafety safety, ShownOnce shown) {
      EditCollector edits = planned.edits();
      List<TextEdit> changes = edits.edits(number);
      String note = edits.note(number);
      if (changes.isEmpty() && note == null) {
        return null;
      }
      String file = file(declared(finding));
      List<String> exempt = safety.exempted(number);
      exempt.forEach(each -> edits.decide(Set.of(number), each));
      FixText text = new FixText(file, shown.of(changes, finding), note);
      return new Fix(
          planned.isJson(file) ? Fix.Language.JSON : Fix.Language.BICEP,
          text.title(
              finding.control().remediation().summary(),
              planned.symbol(number),
              edits.hints(number)),
          text.text(),
          note == null ? changes.stream().map(this::edit).toList() : List.of(),
          edits.decisions(number),
          safety.isSafe(number),
          exempt,
          safety.reason(number));
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
