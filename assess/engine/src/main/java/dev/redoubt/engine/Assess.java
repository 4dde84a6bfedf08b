package dev.redoubt.engine;

import dev.redoubt.controls.Catalog;
import dev.redoubt.controls.Practices;
import dev.redoubt.estate.Cause;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.EstateBuilder;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlInfo;
import dev.redoubt.findings.Finding;
import dev.redoubt.template.Expansion;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.Expansions;
import dev.redoubt.workspace.Sources;
import dev.redoubt.workspace.Sources.Deployment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The main flow: sources, estate, findings, assessment.
public final class Assess {

  private final DeploymentSettings settings;
  private final Catalog catalog;
  private final Predicate<String> wanted;

  /// @param wanted which controls count, by id
  public Assess(DeploymentSettings settings, Catalog catalog, Predicate<String> wanted) {
    this.settings = settings;
    this.catalog = catalog;
    this.wanted = wanted;
  }

  /// What came of a run.
  public sealed interface Result {

    /// Something was read and judged.
    record Assessed(Assessment assessment) implements Result {}

    /// There is no template that can be read.
    record NothingRead(Sources sources) implements Result {}
  }

  /// Expands what there is, and judges it.
  ///
  /// @param name what the report calls the whole
  public Result assess(String name, Sources sources) {
    if (sources.deployments().isEmpty()) {
      return new Result.NothingRead(sources);
    }
    Set<Cause> unknown = new LinkedHashSet<>();
    Estate estate = estate(sources, unknown);
    List<Finding> findings = findings(estate);
    return new Result.Assessed(assessment(name, sources, estate, findings, unknown));
  }

  /// @param unknown takes why it is not known what a part of a deployment deploys
  private Estate estate(Sources sources, Set<Cause> unknown) {
    Expansions expansions = new Expansions(settings, sources);
    EstateBuilder builder = new EstateBuilder(sources.files()).addProblems(sources.problems());
    for (Deployment deployment : sources.deployments()) {
      Expansion expansion = expansions.expand(deployment);
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
      String name, Sources sources, Estate estate, List<Finding> findings, Set<Cause> unknown) {
    List<ControlInfo> used =
        catalog.infos().stream().filter(control -> wanted.test(control.id())).toList();
    return new Assessment(
        name,
        sources.inputs(),
        estate.managed().size(),
        used,
        findings,
        Practices.states(findings),
        RootCauses.of(findings, unknown),
        Assumptions.of(settings, sources),
        distinct(estate.problems()),
        sources.files());
  }

  private static List<Problem> distinct(List<Problem> problems) {
    return problems.stream().distinct().toList();
  }
}
