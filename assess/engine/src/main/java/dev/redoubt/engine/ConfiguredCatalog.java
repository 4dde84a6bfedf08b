package dev.redoubt.engine;

import dev.redoubt.controls.CatalogSettings;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.controls.CustomPolicies;
import dev.redoubt.controls.FrameworkDescriptions;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.workspace.WorkspaceSources;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedExemption;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.PolicyFolder;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.SeverityOverride;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.TagSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The catalog with the settings of `redoubt.yaml`.
///
/// @param severities the severities that it changes
/// @param problems settings that cannot be applied, and policies that cannot be read
/// @param assumptions what was changed, one sentence each
public record ConfiguredCatalog(
    ControlCatalog catalog,
    List<SeverityChange> severities,
    List<Problem> problems,
    List<String> assumptions) {

  public ConfiguredCatalog {
    severities = List.copyOf(severities);
    problems = List.copyOf(problems);
    assumptions = List.copyOf(assumptions);
  }

  /// Applies the configuration of the sources.
  ///
  /// @param today decides whether a severity has expired
  public static ConfiguredCatalog of(
      ControlCatalog catalog, WorkspaceSources sources, LocalDate today) {
    WorkspaceConfiguration configuration = sources.configuration();
    List<Problem> problems = new ArrayList<>();
    ControlCatalog configured = configured(catalog, sources, problems);
    if (!configuration.hasSettingsForAll()) {
      return new ConfiguredCatalog(configured, List.of(), problems, List.of());
    }
    checkIds(configuration, configured, problems);
    if (!configuration.statements().isEmpty()) {
      var frameworks = FrameworkDescriptions.of(configured.descriptions());
      problems.addAll(new ProvisionStatements(configuration, frameworks, today).problems());
    }
    ConfiguredSeverities severities =
        new ConfiguredSeverities(
            configuration,
            configuration.severities().isEmpty() ? List.of() : configured.descriptions(),
            today);
    problems.addAll(severities.problems());
    ClassificationValues classification = new ClassificationValues(configuration, catalog);
    problems.addAll(classification.problems());
    List<String> assumptions = new ArrayList<>(severities.assumptions());
    tags(configuration, assumptions);
    assumptions.addAll(classification.assumptions());
    return new ConfiguredCatalog(
        severities.changes().isEmpty()
            ? configured
            : configured.with(CatalogSettings.ofSeverities(severities.byControl())),
        severities.changes(),
        problems,
        assumptions);
  }

  /// The ids of the controls that the configuration of the sources leaves or adds.
  public static Set<String> controlIds(ControlCatalog catalog, WorkspaceSources sources) {
    return ids(configured(catalog, sources, new ArrayList<>()));
  }

  private static Set<String> ids(ControlCatalog catalog) {
    return catalog.descriptions().stream()
        .map(ControlDescription::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The catalog with everything but the severities.
  private static ControlCatalog configured(
      ControlCatalog catalog, WorkspaceSources sources, List<Problem> problems) {
    WorkspaceConfiguration configuration = sources.configuration();
    CustomPolicies policies = new CustomPolicies(sources.files(), problems);
    for (PolicyFolder folder : configuration.policies()) {
      policies.add(folder.folder(), folder.name());
    }
    TagSettings tags = configuration.tags();
    return catalog.with(
        new CatalogSettings(
            Map.of(),
            tags.required(),
            tags.classification(),
            tags.classificationValues(),
            tags.sensitiveValues(),
            tags.highlySensitiveValues(),
            configuration.workload().sensitivity(),
            configuration.allowedRegions(),
            policies.controls()));
  }

  private static void checkIds(
      WorkspaceConfiguration configuration, ControlCatalog catalog, List<Problem> problems) {
    if (configuration.severities().isEmpty() && configuration.exemptions().isEmpty()) {
      return;
    }
    Set<String> known = ids(catalog);
    for (SeverityOverride each : configuration.severities()) {
      check(each.control(), known, each.origin(), problems);
    }
    for (ListedExemption each : configuration.exemptions()) {
      for (String control : each.controls()) {
        check(control, known, each.exemption().origin(), problems);
      }
    }
  }

  private static void check(String id, Set<String> known, Origin origin, List<Problem> problems) {
    if (!known.contains(id)) {
      problems.add(Problem.error(unknownControl(id), origin));
    }
  }

  static String unknownControl(String id) {
    return "there is no control `" + id + "`; `redoubt controls list` lists them";
  }

  private static void tags(WorkspaceConfiguration configuration, List<String> assumptions) {
    TagSettings tags = configuration.tags();
    if (!tags.required().isEmpty()) {
      assumptions.add(
          "the required tags are %s (`%s`)"
              .formatted(names(tags.required()), configuration.name()));
    }
    if (!configuration.allowedRegions().isEmpty()) {
      assumptions.add(
          "the allowed regions are %s (`%s`)"
              .formatted(names(configuration.allowedRegions()), configuration.name()));
    }
  }

  private static String names(List<String> names) {
    return String.join(", ", names.stream().map(each -> "`" + each + "`").toList());
  }
}
