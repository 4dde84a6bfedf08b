package dev.redoubt.reporthtml.internal;

import dev.redoubt.drawing.chart.StackedBar;
import dev.redoubt.findings.Assessment.Deployment;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.SecurityPosture;
import dev.redoubt.findings.result.SecurityPosture.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Verdicts by one property of their controls or deployments, with a bar for each row.
///
/// @param heading of the first column
public record CountTable(String caption, String heading, List<Row> rows) {

  /// One row.
  ///
  /// @param resources the number of resources of a deployment; empty for others
  /// @param style a class of the style sheet; may be empty
  public record Row(String name, String style, String resources, Tally tally, String bar) {}

  /// Whether the rows have numbers of resources.
  public boolean hasResources() {
    return rows.stream().anyMatch(each -> !each.resources().isEmpty());
  }

  static List<CountTable> all(ReportContext context, SecurityPosture posture) {
    List<CountTable> tables = new ArrayList<>();
    Map<String, Tally> severities = new LinkedHashMap<>();
    for (Severity each : Arrays.asList(Severity.values()).reversed()) {
      severities.put(each.word(), tally(posture.bySeverity().get(each)));
    }
    tables.add(table("By severity", "Severity", severities, Map.of(), true));
    Map<String, Tally> layers = new LinkedHashMap<>();
    for (DefenceLayer each : DefenceLayer.values()) {
      layers.put(each.word(), tally(posture.byLayer().get(each)));
    }
    tables.add(table("By layer", "Layer", layers, Map.of(), false));
    tables.add(deployments(context));
    return tables;
  }

  private static Tally tally(@Nullable Tally tally) {
    return tally == null ? new Tally(0, 0, 0, 0) : tally;
  }

  /// A finding that several deployments share counts for each.
  private static CountTable deployments(ReportContext context) {
    Map<String, Map<Verdict, Integer>> counts = new LinkedHashMap<>();
    Map<String, String> resources = new LinkedHashMap<>();
    for (Deployment each : context.assessment().deployments()) {
      counts.put(each.id(), new EnumMap<>(Verdict.class));
      resources.put(context.shortName(each.id()), String.valueOf(each.resources()));
    }
    for (Finding finding : context.assessment().findings()) {
      List<String> ids = finding.deployments();
      // a finding of the only deployment need not name it
      for (String id : ids.isEmpty() && counts.size() == 1 ? counts.keySet() : ids) {
        Map<Verdict, Integer> count = counts.get(id);
        if (count != null) {
          count.merge(finding.verdict(), 1, Integer::sum);
        }
      }
    }
    Map<String, Tally> tallies = new LinkedHashMap<>();
    counts.forEach((id, count) -> tallies.put(context.shortName(id), tally(count)));
    return table("By deployment", "Deployment", tallies, resources, false);
  }

  private static Tally tally(Map<Verdict, Integer> counts) {
    return new Tally(
        counts.getOrDefault(Verdict.FAIL, 0),
        counts.getOrDefault(Verdict.UNKNOWN, 0),
        counts.getOrDefault(Verdict.EXEMPT, 0),
        counts.getOrDefault(Verdict.PASS, 0));
  }

  private static CountTable table(
      String caption,
      String heading,
      Map<String, Tally> tallies,
      Map<String, String> resources,
      boolean isSeverity) {
    long most = tallies.values().stream().mapToLong(Tally::counted).max().orElse(0);
    List<Row> rows = new ArrayList<>();
    tallies.forEach(
        (name, tally) ->
            rows.add(
                new Row(
                    name,
                    isSeverity ? "sev " + name : "",
                    resources.getOrDefault(name, ""),
                    tally,
                    bar(tally, most))));
    return new CountTable(caption, heading, rows);
  }

  private static String bar(Tally tally, long scale) {
    return new StackedBar(
            List.of(
                new StackedBar.Part("fail", tally.fail()),
                new StackedBar.Part("unknown", tally.unknown()),
                new StackedBar.Part("exempt", tally.exempt()),
                new StackedBar.Part("pass", tally.pass())),
            scale)
        .svg();
  }
}
