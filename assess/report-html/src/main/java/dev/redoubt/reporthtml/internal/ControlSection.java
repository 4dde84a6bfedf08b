package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every evaluated control with the number of its verdicts, passes by type of resource.
public record ControlSection(List<Row> rows, List<String> silent) {

  /// A control with verdicts.
  ///
  /// @param isHere whether the section has the texts of the control, because no finding has
  /// @param passes `12 storageAccounts, 3 vaults`
  /// @param conditional passes that rest on declared facts
  public record Row(
      ControlView control,
      boolean isHere,
      long fail,
      long unknown,
      long exempt,
      String passes,
      long conditional) {}

  static ControlSection of(ReportContext context) {
    Map<String, List<Finding>> byControl = new HashMap<>();
    context
        .assessment()
        .findings()
        .forEach(
            each ->
                byControl.computeIfAbsent(each.control().id(), _ -> new ArrayList<>()).add(each));
    List<Row> rows = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (ControlDescription control : controls(context)) {
      List<Finding> findings = byControl.getOrDefault(control.id(), List.of());
      if (findings.isEmpty()) {
        silent.add(control.id());
      } else {
        rows.add(row(control, findings, context));
      }
    }
    silent.sort(Comparator.naturalOrder());
    return new ControlSection(rows, silent);
  }

  /// The worst first.
  private static List<ControlDescription> controls(ReportContext context) {
    return context.assessment().controls().stream()
        .sorted(
            Comparator.comparing(ControlDescription::severity)
                .reversed()
                .thenComparing(ControlDescription::layer)
                .thenComparing(ControlDescription::id))
        .toList();
  }

  private static Row row(
      ControlDescription control, List<Finding> findings, ReportContext context) {
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    Map<String, Integer> passes = new TreeMap<>();
    for (Finding each : findings) {
      counts.merge(each.verdict(), 1L, Long::sum);
      if (each.verdict() == Verdict.PASS && !each.isOnCondition()) {
        passes.merge(each.resource().type().lastSegment(), 1, Integer::sum);
      }
    }
    List<String> texts = new ArrayList<>();
    passes.forEach((type, number) -> texts.add(number + " " + type));
    return new Row(
        ControlView.of(control, context),
        findings.stream().allMatch(each -> each.verdict() == Verdict.PASS),
        counts.getOrDefault(Verdict.FAIL, 0L),
        counts.getOrDefault(Verdict.UNKNOWN, 0L),
        counts.getOrDefault(Verdict.EXEMPT, 0L),
        String.join(", ", texts),
        findings.stream().filter(Finding::isOnCondition).count());
  }
}
