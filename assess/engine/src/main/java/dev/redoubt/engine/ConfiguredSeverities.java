package dev.redoubt.engine;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.SeverityEnd;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.SeverityOverride;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The severities of `redoubt.yaml`. A lower one has an owner, a reason and a last day: otherwise
/// it would be a way to accept findings for ever that no report shows.
final class ConfiguredSeverities {

  private final WorkspaceConfiguration configuration;
  private final ExpiryDates dates;
  private final List<SeverityChange> changes = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /// @param controls the controls with their own severities
  ConfiguredSeverities(
      WorkspaceConfiguration configuration, List<ControlDescription> controls, LocalDate today) {
    this.configuration = configuration;
    this.dates = new ExpiryDates(today);
    Map<String, Severity> own = new HashMap<>();
    controls.forEach(each -> own.put(each.id(), each.severity()));
    for (SeverityOverride each : configuration.severities()) {
      Severity from = own.get(each.control());
      if (from != null && from != each.severity()) {
        add(each, from);
      }
    }
  }

  private void add(SeverityOverride override, Severity from) {
    SeverityEnd end = override.end();
    SeverityChange change =
        new SeverityChange(
            override.control(),
            from,
            override.severity(),
            end == null ? null : end.owner(),
            end == null ? null : end.reason(),
            end == null ? null : end.expires(),
            override.origin());
    if (end == null && change.isLower()) {
      problems.add(
          Problem.error(
              ("`%s` is lower than `%s`, the severity of `%s`, so it needs an owner, a reason and a"
                   + " last day: `%s: { to: %s, owner: NAME, reason: WHY, expires: YYYY-MM-DD }`")
                  .formatted(
                      change.to().word(),
                      from.word(),
                      change.control(),
                      change.control(),
                      change.to().word()),
              change.origin()));
    } else if (end != null && dates.isExpired(end.expires())) {
      problems.add(
          Problem.warning(
              "this severity expired on %s (owner: %s) and no longer applies; `%s` is %s again"
                  .formatted(end.expires(), end.owner(), change.control(), from.word()),
              change.origin()));
    } else {
      changes.add(change);
      if (end != null && change.isLower() && dates.isTooLate(end.expires())) {
        problems.add(
            Problem.warning(
                "this lower severity may be forgotten: " + ExpiryDates.tooLate(end.expires()),
                change.origin()));
      }
    }
  }

  /// The changes that apply.
  List<SeverityChange> changes() {
    return changes;
  }

  /// Those severities, by the id of the control.
  Map<String, Severity> byControl() {
    Map<String, Severity> severities = new HashMap<>();
    changes.forEach(each -> severities.put(each.control(), each.to()));
    return severities;
  }

  /// Lower severities without an owner, which are errors; those that have expired or last too long.
  List<Problem> problems() {
    return problems;
  }

  /// What was changed, one sentence each.
  List<String> assumptions() {
    return changes.stream()
        .map(
            each ->
                "the severity of `%s` is %s instead of %s (`%s`)%s"
                    .formatted(
                        each.control(),
                        each.to().word(),
                        each.from().word(),
                        configuration.name(),
                        each.owner() == null
                            ? ""
                            : "; %s answers for it until %s: %s"
                                .formatted(each.owner(), each.expires(), each.reason())))
        .toList();
  }
}
