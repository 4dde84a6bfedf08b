package dev.redoubt.engine;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.controls.SharedParameter;
import dev.redoubt.estate.Problem;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.TagSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks that the controls whose scope is a value of the classification tag still apply to
/// something when the tag has an organisation's own values. A control that applies to nothing
/// reports nothing, which looks like compliance.
final class ClassificationValues {

  /// Values for data that is not sensitive, where the configuration has none of its own.
  private static final Set<String> NOT_SENSITIVE = Set.of("general", "internal", "public");

  private final WorkspaceConfiguration configuration;
  private final TagSettings tags;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> assumptions = new ArrayList<>();

  /// @param catalog the controls before the configuration
  ClassificationValues(WorkspaceConfiguration configuration, ControlCatalog catalog) {
    this.configuration = configuration;
    this.tags = configuration.tags();
    if (tags.classification() == null && configuration.workload().sensitivity() == null) {
      return;
    }
    SharedParameter sensitiveOnes = SharedParameter.of(catalog, "sensitiveValues");
    SharedParameter highlyOnes = SharedParameter.of(catalog, "highlySensitiveValues");
    List<String> sensitive = effective(sensitiveOnes, tags.sensitiveValues());
    List<String> highly = effective(highlyOnes, tags.highlySensitiveValues());
    if (tags.classification() != null) {
      check("sensitive", tags.sensitiveValues(), sensitive, names(sensitiveOnes.controls()));
      check("highlySensitive", tags.highlySensitiveValues(), highly, names(highlyOnes.controls()));
      if (tags.highlySensitiveValues() != null) {
        checkContained(highly, sensitive, names(sensitiveOnes.controls()));
      }
      assumptions.add(
          "the tag for the data classification is `%s` (`%s`); sensitive values: %s; highly sensitive values: %s"
              .formatted(
                  tags.classification(), configuration.name(), shown(sensitive), shown(highly)));
    }
    sensitivity(sensitive, highly);
  }

  /// What resources without the tag are judged by.
  private void sensitivity(List<String> sensitive, List<String> highly) {
    String value = configuration.workload().sensitivity();
    if (value == null) {
      return;
    }
    List<String> own = tags.classificationValues();
    boolean hasOwn = own != null && !own.isEmpty();
    Set<String> known = folded(hasOwn ? own : sensitive);
    if (!hasOwn) {
      known.addAll(folded(highly));
      known.addAll(NOT_SENSITIVE);
    }
    if (!known.contains(folded(value))) {
      problems.add(
          Problem.error(
              "`sensitivity` is `%s`, which is none of the values of the classification tag: %s"
                  .formatted(
                      value,
                      hasOwn
                          ? names(own)
                          : names(sensitive)
                              + ", or one of "
                              + names(NOT_SENSITIVE.stream().sorted().toList())
                              + " for data that is not sensitive; list yours in"
                              + " `tags.classification.values`"),
              configuration.originOf("workload.sensitivity", tags.origin())));
    }
    boolean isHighly = folded(highly).contains(folded(value));
    boolean isSensitive = folded(sensitive).contains(folded(value));
    assumptions.add(
        "resources without the tag for the data classification are judged as `%s`, the sensitivity of the workload, which is %s (`%s`)"
            .formatted(
                value,
                isHighly
                    ? "highly sensitive"
                    : isSensitive ? "sensitive" : "not one of the sensitive values",
                configuration.name()));
  }

  private static String shown(List<String> values) {
    return values.isEmpty() ? "none" : names(values);
  }

  private static String names(List<String> names) {
    return names.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
  }

  private static List<String> effective(SharedParameter parameter, @Nullable List<String> given) {
    return given == null ? parameter.defaultValues() : given;
  }

  /// Whether a control of a setting applies to any of the organisation's values.
  private void check(
      String setting, @Nullable List<String> given, List<String> effective, String controls) {
    if (given != null && given.isEmpty()) {
      assumptions.add(
          "no value of the classification tag is in `tags.classification.%s` (`%s`), so these controls apply to nothing: %s"
              .formatted(setting, configuration.name(), controls));
      return;
    }
    Set<String> own = folded(tags.classificationValues());
    own.addAll(folded(tags.sensitiveValues()));
    own.addAll(folded(tags.highlySensitiveValues()));
    if (!own.isEmpty() && folded(effective).stream().noneMatch(own::contains)) {
      problems.add(
          Problem.error(
              ("none of the values of the classification tag is one of %s, so these controls would"
                      + " apply to nothing: %s; list yours in `tags.classification.%s`, or write"
                      + " `%s: []` if there are none")
                  .formatted(names(effective), controls, setting, setting),
              tags.origin()));
    }
  }

  /// What needs confidential computing also needs customer-managed keys.
  private void checkContained(List<String> highly, List<String> sensitive, String controls) {
    Set<String> known = folded(sensitive);
    for (String value : highly) {
      if (!known.contains(folded(value))) {
        problems.add(
            Problem.error(
                ("`%s` is highly sensitive and not sensitive, so these controls would not apply to"
                        + " it: %s; list it in `tags.classification.sensitive` as well")
                    .formatted(value, controls),
                tags.origin()));
      }
    }
  }

  private static Set<String> folded(@Nullable List<String> values) {
    Set<String> folded = new LinkedHashSet<>();
    if (values != null) {
      values.forEach(each -> folded.add(folded(each)));
    }
    return folded;
  }

  /// Azure Policy ignores the case of values.
  private static String folded(String value) {
    return value.toLowerCase(Locale.ROOT);
  }

  /// Settings with which a control would apply to nothing.
  List<Problem> problems() {
    return problems;
  }

  /// What was changed, one sentence each.
  List<String> assumptions() {
    return assumptions;
  }
}
