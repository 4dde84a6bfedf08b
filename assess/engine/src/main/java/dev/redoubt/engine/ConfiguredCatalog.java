package dev.redoubt.engine;

import dev.redoubt.controls.CatalogSettings;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.controls.CustomPolicies;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Severity;
import dev.redoubt.workspace.WorkspaceSources;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedExemption;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.PolicyFolder;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.SeverityOverride;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.TagSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The catalog with the settings of `redoubt.yaml`.
///
/// @param problems settings that cannot be applied, and policies that cannot be read
/// @param assumptions what was changed, one sentence each
public record ConfiguredCatalog(
    ControlCatalog catalog, List<Problem> problems, List<String> assumptions) {

  /// The controls whose scope is a value of the classification tag.
  private static final List<String> SENSITIVE =
      List.of(
          "sensitive",
          "confidential",
          "highly confidential",
          "restricted",
          "regulated",
          "personal");

  public ConfiguredCatalog {
    problems = List.copyOf(problems);
    assumptions = List.copyOf(assumptions);
  }

  /// Applies the configuration of the sources.
  public static ConfiguredCatalog of(ControlCatalog catalog, WorkspaceSources sources) {
    WorkspaceConfiguration configuration = sources.configuration();
    List<Problem> problems = new ArrayList<>();
    CustomPolicies policies = new CustomPolicies(sources.files(), problems);
    for (PolicyFolder folder : configuration.policies()) {
      policies.add(folder.folder(), folder.name());
    }
    Map<String, Severity> severities = new HashMap<>();
    configuration.severities().forEach(each -> severities.put(each.control(), each.severity()));
    TagSettings tags = configuration.tags();
    ControlCatalog configured =
        catalog.with(
            new CatalogSettings(
                severities,
                tags.required(),
                tags.classification(),
                tags.classificationValues(),
                tags.sensitiveValues(),
                tags.highlySensitiveValues(),
                configuration.allowedRegions(),
                policies.controls()));
    List<String> assumptions = new ArrayList<>();
    if (configuration.hasSettingsForAll()) {
      checkIds(configuration, configured, problems);
      severities(configuration, catalog, configured, assumptions);
      tags(configuration, assumptions, problems);
    }
    return new ConfiguredCatalog(configured, problems, assumptions);
  }

  private static void checkIds(
      WorkspaceConfiguration configuration, ControlCatalog catalog, List<Problem> problems) {
    Set<String> known = new HashSet<>();
    catalog.descriptions().forEach(each -> known.add(each.id()));
    for (SeverityOverride each : configuration.severities()) {
      check(each.control(), known, each.origin(), problems);
    }
    for (ListedExemption each : configuration.exemptions()) {
      for (String control : each.controls()) {
        check(control, known, each.exemption().origin(), problems);
      }
    }
  }

  static void check(String id, Set<String> known, Origin origin, List<Problem> problems) {
    if (!known.contains(id)) {
      problems.add(
          Problem.error(
              "there is no control `" + id + "`; `redoubt controls list` lists them", origin));
    }
  }

  private static void severities(
      WorkspaceConfiguration configuration,
      ControlCatalog catalog,
      ControlCatalog configured,
      List<String> assumptions) {
    for (SeverityOverride each : configuration.severities()) {
      ControlDescription before =
          configured.descriptions().stream()
              .filter(control -> control.id().equals(each.control()))
              .findFirst()
              .orElse(null);
      var original = catalog.find(each.control());
      if (before != null) {
        assumptions.add(
            "the severity of `%s` is %s%s (`%s`)"
                .formatted(
                    each.control(),
                    each.severity().word(),
                    original == null ? "" : " instead of " + original.info().severity().word(),
                    configuration.name()));
      }
    }
  }

  private static void tags(
      WorkspaceConfiguration configuration, List<String> assumptions, List<Problem> problems) {
    TagSettings tags = configuration.tags();
    if (!tags.required().isEmpty()) {
      assumptions.add(
          "the required tags are %s (`%s`)"
              .formatted(names(tags.required()), configuration.name()));
    }
    if (tags.classification() != null) {
      assumptions.add(
          "the tag for the data classification is `%s` (`%s`)"
              .formatted(tags.classification(), configuration.name()));
    }
    if (!configuration.allowedRegions().isEmpty()) {
      assumptions.add(
          "the allowed regions are %s (`%s`)"
              .formatted(names(configuration.allowedRegions()), configuration.name()));
    }
    boolean isNeverSensitive =
        !tags.classificationValues().isEmpty()
            && tags.sensitiveValues().isEmpty()
            && Collections.disjoint(tags.classificationValues(), SENSITIVE);
    if (isNeverSensitive) {
      problems.add(
          Problem.warning(
              "no value of the classification tag is known to be sensitive, so the controls for"
                  + " customer-managed keys apply to nothing; list the sensitive ones in"
                  + " `tags.classification.sensitive`",
              tags.origin()));
    }
  }

  private static String names(List<String> names) {
    return String.join(", ", names.stream().map(each -> "`" + each + "`").toList());
  }
}
