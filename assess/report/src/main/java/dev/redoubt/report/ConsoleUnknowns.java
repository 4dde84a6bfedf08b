package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Writes the section UNKNOWN: one entry per root cause, with the input that would resolve it.
final class ConsoleUnknowns {

  /// Control ids shown per root cause.
  private static final int MAX_CONTROLS = 4;

  private final Assessment assessment;
  private final ConsoleLayout page;

  ConsoleUnknowns(Assessment assessment, ConsoleLayout page) {
    this.assessment = assessment;
    this.page = page;
  }

  void write() throws IOException {
    List<Finding> unknown =
        assessment.findings().stream().filter(each -> each.verdict() == Verdict.UNKNOWN).toList();
    if (unknown.isEmpty() && assessment.unknowns().isEmpty()) {
      return;
    }
    List<UnknownGroup> groups = new ArrayList<>(assessment.unknowns());
    groups.sort(Comparator.comparingInt((UnknownGroup each) -> each.findings().size()).reversed());
    page.blank();
    page.fold(
        new ConsoleLayout.Head("UNKNOWN  ", ConsoleColour.BOLD),
        ReportWording.count(unknown.size(), "verdict")
            + ", "
            + ReportWording.count(groups.size(), "root cause"));
    for (UnknownGroup group : groups) {
      group(group);
    }
    ungrouped(unknown, groups);
  }

  private void group(UnknownGroup group) throws IOException {
    String head =
        group.findings().isEmpty()
            ? "    ?  "
            : String.format(Locale.ROOT, " %4d  ", group.findings().size());
    page.fold(new ConsoleLayout.Head(head, ConsoleColour.YELLOW), group.cause().text());
    String resolvedBy =
        group.cause().resolvedBy().isEmpty()
            ? "cannot be resolved before deployment"
            : group.cause().resolvedBy();
    page.fold(new ConsoleLayout.Head("       -> ", ConsoleColour.GREEN), resolvedBy);
    String what =
        group.isOfDeployment()
            ? "all resources of this deployment"
            : group.isOfUnreachedFile() ? "low: all resources of these files" : "";
    String ofVerdicts = controls(group.findings());
    String both = ofVerdicts.isEmpty() || what.isEmpty() ? "" : "; ";
    page.fold(ConsoleLayout.Head.of("       "), what + both + ofVerdicts, ConsoleColour.FAINT);
  }

  /// Lists the unknown verdicts that are in no group, so that none is lost.
  private void ungrouped(List<Finding> unknown, List<UnknownGroup> groups) throws IOException {
    Set<String> grouped = new LinkedHashSet<>();
    groups.forEach(group -> group.findings().forEach(finding -> grouped.add(finding.id())));
    for (Finding finding : unknown) {
      if (!grouped.contains(finding.id())) {
        page.fold(
            new ConsoleLayout.Head("    1  ", ConsoleColour.YELLOW),
            finding.control().id()
                + ", "
                + ReportWording.resource(finding)
                + ": "
                + finding.reason().text());
      }
    }
  }

  private static String controls(List<Finding> findings) {
    Set<String> ids = new LinkedHashSet<>();
    findings.stream()
        .sorted(ReportWording.WORST_FIRST)
        .forEach(
            finding -> ids.add(finding.control().severity().word() + " " + finding.control().id()));
    List<String> shown = ids.stream().limit(MAX_CONTROLS).toList();
    int left = ids.size() - shown.size();
    return String.join(", ", shown) + (left > 0 ? ", and " + left + " more" : "");
  }
}
