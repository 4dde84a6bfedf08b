package dev.redoubt.engine;

import dev.redoubt.controls.BestPractices;
import dev.redoubt.controls.CatalogResult;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.controls.UnjudgedParts;
import dev.redoubt.engine.AssessmentProgress.Phase;
import dev.redoubt.estate.Estate;
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
import dev.redoubt.workspace.ExemptionFiles;
import dev.redoubt.workspace.WorkspaceSources;
import dev.redoubt.workspace.WorkspaceSources.DeploymentGroup;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.exemption.InlineExemptions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Runs an assessment: each deployment becomes one estate and is evaluated on its own; the findings
/// of all become one assessment.
public final class AssessmentEngine {

  private final DeploymentSettings settings;
  private final ControlCatalog catalog;
  private final Predicate<String> wanted;
  private final LocalDate today;

  /// An engine for which today is the day that the clock of the machine shows.
  ///
  /// @param wanted selects controls by id
  public AssessmentEngine(
      DeploymentSettings settings, ControlCatalog catalog, Predicate<String> wanted) {
    this(settings, catalog, wanted, LocalDate.now(ZoneId.systemDefault()));
  }

  /// @param wanted selects controls by id
  /// @param today decides whether exemptions and facts about the platform have expired
  public AssessmentEngine(
      DeploymentSettings settings,
      ControlCatalog catalog,
      Predicate<String> wanted,
      LocalDate today) {
    this.settings = settings;
    this.catalog = catalog;
    this.wanted = wanted;
    this.today = today;
  }

  /// The result of a run.
  public sealed interface Result {

    /// At least one template was read and assessed.
    ///
    /// @param catalog the controls as the configuration sets them
    /// @param description the inventory and pictures of the workload, computed on demand
    record Assessed(Assessment assessment, ControlCatalog catalog, WorkloadDescription description)
        implements Result {}

    /// No template could be read.
    record NothingRead(WorkspaceSources sources) implements Result {}
  }

  /// Expands the deployments of the sources and evaluates the controls.
  ///
  /// @param name the name of the workload in the report, unless the configuration gives one
  public Result assess(String name, WorkspaceSources sources) {
    return assess(name, sources, AssessmentProgress.NONE);
  }

  /// As [#assess(String, WorkspaceSources)].
  ///
  /// @param progress learns what the run is doing
  public Result assess(String name, WorkspaceSources sources, AssessmentProgress progress) {
    if (sources.groups().isEmpty()) {
      return new Result.NothingRead(sources);
    }
    Run run = new Run(sources, progress);
    return new Result.Assessed(run.assess(name), run.catalog, run.description());
  }

  /// One run.
  private final class Run {

    private final WorkspaceSources sources;
    private final AssessmentProgress progress;
    private final List<Problem> problems;
    private final Set<UnknownCause> unknown = new LinkedHashSet<>();
    private final Set<ResourceKey> uncovered = new LinkedHashSet<>();
    private final List<Deployment> deployments = new ArrayList<>();
    private final Map<String, Set<String>> notDeployed = new LinkedHashMap<>();
    private final Map<String, List<Finding>> findings = new LinkedHashMap<>();
    private final UnjudgedSecrets secrets = new UnjudgedSecrets();
    private final WorkspaceConfiguration configuration;
    private final ConfiguredCatalog configured;
    private final ControlCatalog catalog;
    private final PlatformFacts platform;
    private final WorkloadInventory inventory = new WorkloadInventory();
    private final Map<String, Estate> estates = new LinkedHashMap<>();

    Run(WorkspaceSources sources, AssessmentProgress progress) {
      this.sources = sources;
      this.progress = progress;
      this.problems = new ArrayList<>(sources.problems());
      this.configuration = sources.configuration();
      this.configured = ConfiguredCatalog.of(AssessmentEngine.this.catalog, sources, today);
      this.catalog = configured.catalog();
      this.platform = new PlatformFacts(configuration.platform(), today);
    }

    Assessment assess(String name) {
      DeploymentExpansion expansions = new DeploymentExpansion(settings, sources);
      List<ExpandedGroup> expanded = new ArrayList<>();
      int total = sources.groups().size();
      for (DeploymentGroup group : sources.groups()) {
        progress.begins(Phase.EXPANDING, expanded.size() + 1, total, group.id());
        ExpandedGroup each = ExpandedGroup.of(group, expansions, sources.files(), secrets);
        problems.addAll(each.estate().problems());
        unknown.addAll(each.unknownDeployments());
        notDeployed.put(group.id(), each.notDeployed());
        platform.note(each.estate());
        expanded.add(each);
      }
      List<Problem> errors =
          problems.stream().filter(each -> each.severity() == Problem.Severity.ERROR).toList();
      expanded.replaceAll(each -> each.marked(errors));
      SiblingDeclarations siblings = SiblingDeclarations.of(expanded);
      expanded.forEach(each -> evaluate(each, siblings));
      return assessment(name);
    }

    WorkloadDescription description() {
      return new WorkloadDescription(estates, configuration);
    }

    private void evaluate(ExpandedGroup expanded, SiblingDeclarations siblings) {
      DeploymentGroup group = expanded.group();
      int total = sources.groups().size();
      progress.begins(Phase.EVALUATING, deployments.size() + 1, total, group.id());
      SiblingContext context = siblings.contextOf(expanded);
      estates.put(group.id(), context.estate());
      CatalogResult result = catalog.evaluate(context.estate());
      result.uncovered().stream().map(Resource::key).forEach(uncovered::add);
      List<Finding> own =
          result.findings().stream()
              .filter(finding -> wanted.test(finding.control().id()))
              .map(context::named)
              .toList();
      findings.put(group.id(), platform.applied(context.estate(), own, catalog, wanted));
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
      List<Finding> merged = accepted(all);
      platform.count(merged);
      problems.addAll(configured.problems());
      problems.addAll(platform.problems(wanted));
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
      String given = configuration.workload().name();
      return new Assessment(
          given == null ? name : given,
          sources.inputs(),
          deployments,
          deployments.stream().mapToInt(Deployment::resources).sum(),
          all.stream().filter(control -> wanted.test(control.id())).toList(),
          merged,
          BestPractices.states(merged, all, unjudged),
          RootCauses.of(merged, causes),
          assumptions(),
          distinct,
          sources.files(),
          new Assessment.Settings(platform.active(), configured.severities(), null),
          inventory.items());
    }

    private List<String> assumptions() {
      List<String> assumptions =
          StandardAssumptions.of(settings, deployments, platform.active().isEmpty());
      assumptions.addAll(StandardAssumptions.conditions(notDeployed));
      assumptions.addAll(sources.moduleAssumptions());
      assumptions.addAll(configured.assumptions());
      assumptions.addAll(platform.assumptions());
      if (!configuration.unused().isEmpty()) {
        assumptions.add(
            "settings of `%s` that are read and have no effect on verdicts yet: %s"
                .formatted(
                    configuration.name(),
                    configuration.unused().stream()
                        .map(each -> "`" + each + "`")
                        .collect(Collectors.joining(", "))));
      }
      return assumptions;
    }

    /// The findings of all deployments with the exemptions of the configuration and of comments,
    /// which may concern one deployment and not another.
    private List<Finding> accepted(List<ControlDescription> all) {
      InlineExemptions comments = new InlineExemptions(sources.files(), problems);
      Set<String> places = new LinkedHashSet<>();
      findings
          .values()
          .forEach(
              each ->
                  each.forEach(
                      finding -> places.add(sources.files().locate(finding.origin()).file())));
      ExemptionFiles.of(sources, places).forEach(comments::add);
      ExemptionRules rules = new ExemptionRules(sources.files(), today);
      rules.add(configuration);
      rules.add(comments.list());
      DeploymentFindings accepted = new DeploymentFindings();
      findings.forEach((id, each) -> accepted.add(id, rules.applied(each)));
      Set<String> known =
          all.stream().map(ControlDescription::id).collect(Collectors.toUnmodifiableSet());
      problems.addAll(rules.problems(known, wanted));
      return accepted.merged();
    }
  }
}
