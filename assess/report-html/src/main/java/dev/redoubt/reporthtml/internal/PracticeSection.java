package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.result.FindingWording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The best practices of the article with their limits.
///
/// @param summary the number of practices in each state
/// @param shared the limits that several practices have, which the page has once
public record PracticeSection(String summary, List<Row> rows, List<Limit> shared) {

  /// The parts that one limit names; the JSON report lists all.
  private static final int MAX_ITEMS = 8;

  /// One practice.
  ///
  /// @param style a class of the style sheet for the state
  /// @param judged `12 vaults`, one for each type
  /// @param limits those that no other practice has
  /// @param shared the places of its other limits among all that are shared, from 1
  public record Row(
      int number,
      String title,
      String state,
      String style,
      String note,
      List<String> judged,
      List<Limit> limits,
      List<Integer> shared) {

    /// `1 limit`.
    public String limitCount() {
      return FindingWording.count(limits.size() + shared.size(), "limit");
    }
  }

  /// What a state says nothing about.
  ///
  /// @param items the parts that are named
  /// @param more the number of further parts
  public record Limit(String what, String reason, String items, int more) {}

  static PracticeSection of(ReportContext context) {
    List<Practice> practices = context.assessment().practices();
    List<Practice.NotJudged> shared = shared(practices);
    Map<PracticeState, Integer> states = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    for (Practice each : practices) {
      states.merge(each.state(), 1, Integer::sum);
      rows.add(row(each, shared));
    }
    List<String> counts = new ArrayList<>();
    for (PracticeState state : PracticeState.values()) {
      if (states.containsKey(state)) {
        counts.add(states.get(state) + " " + FindingWording.practiceState(state));
      }
    }
    return new PracticeSection(
        String.join(", ", counts), rows, shared.stream().map(PracticeSection::limit).toList());
  }

  /// The limits that more than one practice has, in the order of their first.
  private static List<Practice.NotJudged> shared(List<Practice> practices) {
    Map<Practice.NotJudged, Integer> numbers = new LinkedHashMap<>();
    practices.forEach(
        each ->
            each.notJudged().stream()
                .distinct()
                .forEach(limit -> numbers.merge(limit, 1, Integer::sum)));
    return numbers.entrySet().stream()
        .filter(each -> each.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Row row(Practice practice, List<Practice.NotJudged> shared) {
    return new Row(
        practice.number(),
        practice.title(),
        FindingWording.practiceState(practice.state()),
        style(practice.state()),
        practice.note(),
        practice.judged().stream()
            .map(
                each ->
                    "`" + each.type() + "`: " + FindingWording.count(each.resources(), "resource"))
            .toList(),
        practice.notJudged().stream()
            .filter(each -> !shared.contains(each))
            .map(PracticeSection::limit)
            .toList(),
        practice.notJudged().stream()
            .map(each -> shared.indexOf(each) + 1)
            .filter(each -> each > 0)
            .distinct()
            .toList());
  }

  private static Limit limit(Practice.NotJudged part) {
    List<String> items = part.items();
    return new Limit(
        part.what(),
        part.reason(),
        String.join(", ", items.subList(0, Math.min(MAX_ITEMS, items.size()))),
        Math.max(0, items.size() - MAX_ITEMS));
  }

  private static String style(PracticeState state) {
    return switch (state) {
      case HOLDS -> "pass";
      case VIOLATED -> "fail";
      case HOLDS_PARTLY, UNKNOWN -> "unknown";
      case NOT_ASSESSED -> "exempt";
    };
  }
}
