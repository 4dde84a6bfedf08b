package dev.redoubt.report;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.FindingWording;
import java.time.LocalDate;
import java.util.Locale;

/// Adds to a JSON report what configuration, baseline and fixes add to an assessment. Each field is
/// present only if there is something.
final class JsonAnnotations {

  private JsonAnnotations() {}

  /// Adds the baseline, the platform facts and the severities that differ from the catalog.
  static void add(ObjectValue.Builder root, Assessment assessment) {
    Assessment.Settings settings = assessment.settings();
    if (!settings.platform().isEmpty()) {
      root.put(
          "platform",
          JsonNodes.array(settings.platform().stream(), each -> fact(each, assessment)));
    }
    if (!settings.severities().isEmpty()) {
      root.put(
          "severities",
          JsonNodes.array(settings.severities().stream(), each -> severity(each, assessment)));
    }
    Assessment.Baseline baseline = settings.baseline();
    if (baseline != null) {
      long isNew =
          assessment.findings().stream()
              .filter(each -> each.verdict() == Verdict.FAIL || each.verdict() == Verdict.UNKNOWN)
              .filter(FindingWording::isNew)
              .count();
      root.put(
          "baseline",
          ObjectValue.builder()
              .put("file", baseline.file())
              .put("new", NumberValue.of(isNew))
              .put("unchanged", NumberValue.of(baseline.unchanged()))
              .put("absent", NumberValue.of(baseline.absent()))
              .build());
    }
  }

  /// Adds the annotations of a finding.
  static ObjectValue add(ObjectValue node, Finding finding, Assessment assessment) {
    Finding.Annotations annotations = finding.annotations();
    ObjectValue all = node;
    SeverityChange lowered = FindingWording.lowered(finding, assessment);
    if (lowered != null) {
      all = all.with("loweredFrom", StringValue.of(lowered.from().word()));
    }
    Exemption exemption = annotations.exemption();
    if (exemption != null) {
      all = all.with("exemption", exemption(exemption, assessment));
    }
    if (!annotations.conditions().isEmpty()) {
      all =
          all.with(
              "conditions",
              JsonNodes.array(annotations.conditions().stream(), each -> fact(each, assessment)));
    }
    Finding.BaselineState state = annotations.baseline();
    if (state != null) {
      all = all.with("baselineState", StringValue.of(state.name().toLowerCase(Locale.ROOT)));
    }
    Fix fix = annotations.fix();
    return fix == null ? all : all.with("fix", fix(fix, assessment));
  }

  private static ObjectValue exemption(Exemption exemption, Assessment assessment) {
    return ObjectValue.builder()
        .put("owner", exemption.owner())
        .put("reason", exemption.reason())
        .put("ticket", JsonNodes.textOrNull(exemption.ticket()))
        .put("expires", exemption.expires().toString())
        .put("origin", JsonReporter.origin(exemption.origin(), assessment))
        .build();
  }

  private static ObjectValue severity(SeverityChange change, Assessment assessment) {
    LocalDate expires = change.expires();
    return ObjectValue.builder()
        .put("control", change.control())
        .put("from", change.from().word())
        .put("to", change.to().word())
        .put("owner", JsonNodes.textOrNull(change.owner()))
        .put("reason", JsonNodes.textOrNull(change.reason()))
        .put("expires", JsonNodes.textOrNull(expires == null ? null : expires.toString()))
        .put("origin", JsonReporter.origin(change.origin(), assessment))
        .build();
  }

  private static ObjectValue fact(PlatformFact fact, Assessment assessment) {
    return ObjectValue.builder()
        .put("kind", fact.kind())
        .put("text", fact.text())
        .put("owner", fact.owner())
        .put("expires", fact.expires().toString())
        .put("origin", JsonReporter.origin(fact.origin(), assessment))
        .build();
  }

  private static ObjectValue fix(Fix fix, Assessment assessment) {
    return ObjectValue.builder()
        .put("language", fix.language().name().toLowerCase(Locale.ROOT))
        .put("title", fix.title())
        .put("text", fix.text())
        .put(
            "edits",
            JsonNodes.array(
                fix.edits().stream(),
                edit ->
                    ObjectValue.builder()
                        .put("start", JsonReporter.origin(edit.start(), assessment))
                        .put("end", JsonReporter.origin(edit.end(), assessment))
                        .put("replacement", edit.replacement())
                        .build()))
        .put("safe", BooleanValue.of(fix.isSafe()))
        .build();
  }
}
