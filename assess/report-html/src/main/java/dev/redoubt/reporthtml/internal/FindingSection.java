package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.detail.FrameworkDescription;
import dev.redoubt.findings.result.FindingWording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Everything that is not a pass, by control, with the filters.
///
/// @param total the number of findings
public record FindingSection(int total, List<FindingGroup> groups, List<Filter> filters) {

  /// A filter.
  ///
  /// @param name in the fragment of the address
  /// @param options the values that occur, with their labels
  public record Filter(String name, String label, Map<String, String> options) {}

  private static final Comparator<FindingGroup> ORDER =
      Comparator.comparing(
              (FindingGroup each) -> each.control().control().severity(), Comparator.reverseOrder())
          .thenComparing(each -> each.verdict())
          .thenComparing(each -> each.control().control().layer())
          .thenComparing(each -> each.control().control().id());

  static FindingSection of(ReportContext context) {
    Map<String, List<Finding>> byControl = new LinkedHashMap<>();
    context
        .listed()
        .forEach(
            each ->
                byControl.computeIfAbsent(each.control().id(), _ -> new ArrayList<>()).add(each));
    FindingViews views = new FindingViews(context);
    List<FindingGroup> groups =
        byControl.values().stream()
            .map(each -> FindingGroup.of(each, views, context))
            .sorted(ORDER)
            .toList();
    int total = groups.stream().mapToInt(each -> each.findings().size()).sum();
    return new FindingSection(total, groups, filters(groups, context));
  }

  private static List<Filter> filters(List<FindingGroup> groups, ReportContext context) {
    List<Filter> filters = new ArrayList<>();
    List<String> severities =
        Arrays.stream(Severity.values()).map(Severity::word).toList().reversed();
    add(filters, "severity", "Severity", values(groups, severities, FindingGroup::severity));
    add(filters, "verdict", "Verdict", words(groups, "fail unknown exempt", FindingView::verdict));
    add(filters, "state", "State", words(groups, "new known exempt expired", FindingView::state));
    List<String> layers = Arrays.stream(DefenceLayer.values()).map(DefenceLayer::word).toList();
    add(filters, "layer", "Layer", values(groups, layers, FindingGroup::layer));
    Map<String, String> controls = new TreeMap<>();
    groups.forEach(
        each -> controls.put(each.control().control().id(), each.control().control().id()));
    add(filters, "control", "Control", controls);
    add(filters, "deployment", "Deployment", deployments(context));
    add(filters, "framework", "Framework", frameworks(groups, context));
    Map<String, String> owners = new LinkedHashMap<>();
    TreeSet<String> names = new TreeSet<>();
    groups.forEach(group -> group.findings().forEach(each -> names.add(each.owner())));
    names.forEach(each -> owners.put(each.isEmpty() ? "-" : each, each.isEmpty() ? "none" : each));
    add(filters, "owner", "Owner", owners);
    return filters;
  }

  /// A filter with one value filters nothing.
  private static void add(
      List<Filter> filters, String name, String label, Map<String, String> options) {
    if (options.size() > 1) {
      filters.add(new Filter(name, label, options));
    }
  }

  private static Map<String, String> values(
      List<FindingGroup> groups, List<String> order, Function<FindingGroup, String> value) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String each : order) {
      if (groups.stream().anyMatch(group -> value.apply(group).equals(each))) {
        options.put(each, each);
      }
    }
    return options;
  }

  private static Map<String, String> words(
      List<FindingGroup> groups, String order, Function<FindingView, String> value) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String each : order.split(" ", -1)) {
      if (groups.stream()
          .flatMap(group -> group.findings().stream())
          .anyMatch(finding -> value.apply(finding).equals(each))) {
        options.put(each, each);
      }
    }
    return options;
  }

  private static Map<String, String> deployments(ReportContext context) {
    Map<String, String> options = new LinkedHashMap<>();
    int number = 0;
    for (var each : context.assessment().deployments()) {
      options.put(String.valueOf(number++), context.shortName(each.id()));
    }
    return options;
  }

  private static Map<String, String> frameworks(List<FindingGroup> groups, ReportContext context) {
    Map<String, String> names = new TreeMap<>();
    groups.forEach(
        each -> each.control().control().frameworks().keySet().forEach(id -> names.put(id, id)));
    for (FrameworkDescription each : context.detail().frameworks()) {
      names.computeIfPresent(each.id(), (_, _) -> each.name());
    }
    return names;
  }

  /// `300 findings`.
  public String count() {
    return FindingWording.count(total, "finding");
  }
}
