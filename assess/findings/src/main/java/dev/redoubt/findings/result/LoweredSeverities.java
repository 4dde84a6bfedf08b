package dev.redoubt.findings.result;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/// The severities that are lower than in the catalog, and the findings that they concern.
public final class LoweredSeverities {

  private LoweredSeverities() {}

  /// The changes that concern a violation or an unknown verdict, with the number of these.
  public static Map<SeverityChange, Long> of(Assessment assessment) {
    Map<SeverityChange, Long> changes = new LinkedHashMap<>();
    for (Finding finding : assessment.findings()) {
      boolean isListed = finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.UNKNOWN;
      SeverityChange change = FindingWording.lowered(finding, assessment);
      if (isListed && change != null && FindingWording.isNew(finding)) {
        changes.merge(change, 1L, Long::sum);
      }
    }
    return changes;
  }

  /// `3 findings with a lowered severity`.
  public static String summary(Map<SeverityChange, Long> changes) {
    long findings = changes.values().stream().mapToLong(Long::longValue).sum();
    return FindingWording.count(findings, "finding") + " with a lowered severity";
  }
}
