package dev.redoubt.engine;

import dev.redoubt.controls.BestPractices;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.EstateBuilder;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.DeploymentExpansion;
import dev.redoubt.workspace.WorkspaceSources;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Runs an assessment: from sources to the estate, the findings and the assessment.
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
    if (sources.deployments().isEmpty()) {
      return new Result.NothingRead(sources);
    }
    Set<UnknownCause> unknown = new LinkedHashSet<>();
    Estate estate = estate(sources, unknown);
    List<Finding> findings = findings(estate);
    return new Result.Assessed(assessment(name, sources, estate, findings, unknown));
  }

  /// @param unknown receives the causes of unknown nested deployments
  private Estate estate(WorkspaceSources sources, Set<UnknownCause> unknown) {
    DeploymentExpansion expansions = new DeploymentExpansion(settings, sources);
    EstateBuilder builder = new EstateBuilder(sources.files()).addProblems(sources.problems());
    for (Deployment deployment : sources.deployments()) {
      ExpandedTemplate expansion = expansions.expand(deployment);
      builder.addAll(expansion.resources()).addProblems(expansion.problems());
      unknown.addAll(expansion.unknownDeployments());
    }
    return builder.build();
  }

  private List<Finding> findings(Estate estate) {
    return catalog.evaluate(estate).stream()
        .filter(finding -> wanted.test(finding.control().id()))
        .toList();
  }

  private Assessment assessment(
      String name,
      WorkspaceSources sources,
      Estate estate,
      List<Finding> findings,
      Set<UnknownCause> unknown) {
    List<ControlDescription> used =
        catalog.infos().stream().filter(control -> wanted.test(control.id())).toList();
    return new Assessment(
        name,
        sources.inputs(),
        estate.managed().size(),
        used,
        findings,
        BestPractices.states(findings),
        RootCauses.of(findings, unknown),
        StandardAssumptions.of(settings, sources),
        distinct(estate.problems()),
        sources.files());
  }

  private static List<Problem> distinct(List<Problem> problems) {
    return problems.stream().distinct().toList();
  }
}
