package dev.redoubt.findings.result;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.util.Comparator;
import java.util.List;

/// The unknown verdicts and their root causes, as reports for people list them.
public final class UnknownCauses {

  private UnknownCauses() {}

  /// The unknown verdicts; with a baseline, the new ones.
  public static List<Finding> unknown(Assessment assessment) {
    return assessment.findings().stream()
        .filter(each -> each.verdict() == Verdict.UNKNOWN && FindingWording.isNew(each))
        .toList();
  }

  /// The root causes, the most frequent first; with a baseline, those of new verdicts, and those of
  /// parts that were not read, which no baseline can contain.
  public static List<UnknownGroup> groups(Assessment assessment) {
    return assessment.unknowns().stream()
        .map(
            group ->
                new UnknownGroup(
                    group.cause(),
                    group.findings().stream()
                        .filter(
                            each -> FindingWording.isNew(each) && each.verdict() == Verdict.UNKNOWN)
                        .toList()))
        .filter(
            group ->
                !group.findings().isEmpty() || group.isOfDeployment() || group.isOfUnreachedFile())
        .sorted(Comparator.comparingInt((UnknownGroup each) -> each.findings().size()).reversed())
        .toList();
  }

  /// `9 verdicts, 2 root causes`.
  public static String summary(List<Finding> unknown, List<UnknownGroup> groups) {
    return FindingWording.count(unknown.size(), "verdict")
        + ", "
        + FindingWording.count(groups.size(), "root cause");
  }
}
