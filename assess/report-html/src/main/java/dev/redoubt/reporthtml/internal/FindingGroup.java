package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.FindingWording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// The findings of one control: violations, then unknown verdicts, then what is exempt.
///
/// @param verdict the first of these that occurs
/// @param counts `3 violations, 1 unknown verdict`
/// @param frameworks the ids of its frameworks, separated by spaces
public record FindingGroup(
    ControlView control,
    Verdict verdict,
    String counts,
    String frameworks,
    List<FindingView> findings) {

  static FindingGroup of(List<Finding> findings, FindingViews views, ReportContext context) {
    List<Finding> sorted =
        findings.stream()
            .sorted(
                Comparator.comparing(Finding::verdict)
                    .thenComparing(each -> !FindingWording.isNew(each)))
            .toList();
    Finding first = sorted.getFirst();
    return new FindingGroup(
        ControlView.of(first.control(), context),
        first.verdict(),
        counts(findings),
        String.join(" ", new TreeSet<>(first.control().frameworks().keySet())),
        sorted.stream().map(views::of).toList());
  }

  private static String counts(List<Finding> findings) {
    List<String> counts = new ArrayList<>();
    add(counts, findings, Verdict.FAIL, "violation");
    add(counts, findings, Verdict.UNKNOWN, "unknown verdict");
    long exempt = findings.stream().filter(each -> each.verdict() == Verdict.EXEMPT).count();
    if (exempt > 0) {
      counts.add(exempt + " exempt");
    }
    return String.join(", ", counts);
  }

  private static void add(
      List<String> counts, List<Finding> findings, Verdict verdict, String noun) {
    long number = findings.stream().filter(each -> each.verdict() == verdict).count();
    if (number > 0) {
      counts.add(FindingWording.count(number, noun));
    }
  }

  public String severity() {
    return control.control().severity().word();
  }

  public String layer() {
    return control.control().layer().word();
  }
}
