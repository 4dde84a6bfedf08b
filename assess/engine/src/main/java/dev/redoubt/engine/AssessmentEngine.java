package dev.redoubt.engine;

import dev.redoubt.controls.BestPractices;
import dev.redoubt.controls.CatalogResult;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.controls.UnjudgedParts;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Deployment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.DeploymentExpansion;
import dev.redoubt.workspace.WorkspaceSources;
import dev.redoubt.workspace.WorkspaceSources.DeploymentGroup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Runs an assessment: each deployment becomes one estate and is evaluated on its own; the findings
/// of all become one assessment.
public final class AssessmentEngine {

  private final DeploymentSettings settings;
  private final ControlCatalog catalog;
  private final Predicate<String> wanted;

  /// @param wanted selects controls by id
  public AssessmentEngine(
      DeploymentSettings settings, ControlCatalog catalog, Predicate<String> wanted) {
    this.settings = settings;
    this.catalog = catalog;
    this.wanted = wanted;
  }

  /// The result of a run.
  public sealed interface Result {

    /// At least one template was read and assessed.
    record Assessed(Assessment assessment) implements Result {}

    /// No template could be read.
    record NothingRead(WorkspaceSources sources) implements Result {}
  }

  /// Expands the deployments of the sources and evaluates the controls.
  ///
  /// @param name the name of the workload in the report
  public Result assess(String name, WorkspaceSources sources) {
    if (sources.groups().isEmpty()) {
      return new Result.NothingRead(sources);
    }
    return new Result.Assessed(new Run(sources).assess(name));
  }

  /// One run.
  private final class Run {

    private final WorkspaceSources sources;
    private final List<Problem> problems;
    private final Set<UnknownCause> unknown = new LinkedHashSet<>();
    private final Set<ResourceKey> uncovered = new LinkedHashSet<>();
    private final List<Deployment> deployments = new ArrayList<>();
    private final DeploymentFindings findings = new DeploymentFindings();
    private final UnjudgedSecrets secrets = new UnjudgedSecrets();
    private final WorkloadInventory inventory = new WorkloadInventory();

    Run(WorkspaceSources sources) {
      this.sources = sources;
      this.problems = new ArrayList<>(sources.problems());
    }

    Assessment assess(String name) {
      DeploymentExpansion expansions = new DeploymentExpansion(settings, sources);
      List<ExpandedGroup> expanded = new ArrayList<>();
      for (DeploymentGroup group : sources.groups()) {
        ExpandedGroup each = ExpandedGroup.of(group, expansions, sources.files(), secrets);
        problems.addAll(each.estate().problems());
        unknown.addAll(each.unknownDeployments());
        expanded.add(each);
      }
      List<Problem> errors =
          problems.stream().filter(each -> each.severity() == Problem.Severity.ERROR).toList();
      expanded.replaceAll(each -> each.marked(errors));
      SiblingDeclarations siblings = SiblingDeclarations.of(expanded);
      expanded.forEach(each -> evaluate(each, siblings));
      return assessment(name);
    }

    private void evaluate(ExpandedGroup expanded, SiblingDeclarations siblings) {
      DeploymentGroup group = expanded.group();
      SiblingContext context = siblings.contextOf(expanded);
      CatalogResult result = catalog.evaluate(context.estate());
      result.uncovered().stream().map(Resource::key).forEach(uncovered::add);
      List<Finding> own =
          result.findings().stream()
              .filter(finding -> wanted.test(finding.control().id()))
              .map(context::named)
              .toList();
      findings.add(group.id(), own);
      secrets.addResources(expanded.estate().managed());
      inventory.add(group.id(), expanded.estate().managed());
      deployments.add(
          new Deployment(
              group.id(),
              group.entryPoints(),
              group.parameters(),
              sources.environment(),
              group.joined(),
              expanded.estate().managed().size(),
              context.resources()));
    }

    private Assessment assessment(String name) {
      List<ControlDescription> all = catalog.descriptions();
      List<Finding> merged = findings.merged();
      Set<UnknownCause> causes = new LinkedHashSet<>(unknown);
      causes.addAll(UnreadFiles.causes(sources));
      List<Problem> distinct = problems.stream().distinct().toList();
      UnjudgedParts unjudged =
          new UnjudgedParts(
              UnreadFiles.missing(unknown, distinct),
              UnreadFiles.unread(sources),
              uncovered,
              secrets.parts(),
              all.stream()
                  .map(ControlDescription::id)
                  .filter(wanted.negate())
                  .collect(Collectors.toUnmodifiableSet()));
      return new Assessment(
          name,
          sources.inputs(),
          deployments,
          deployments.stream().mapToInt(Deployment::resources).sum(),
          all.stream().filter(control -> wanted.test(control.id())).toList(),
          merged,
          BestPractices.states(merged, all, unjudged),
          RootCauses.of(merged, causes),
          StandardAssumptions.of(settings, deployments),
          distinct,
          sources.files(),
          Assessment.Settings.NONE,
          inventory.items());
    }
  }
}
