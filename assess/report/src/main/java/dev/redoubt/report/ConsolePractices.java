package dev.redoubt.report;

import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the section ARTICLE: the best practices, with the basis of each state.
final class ConsolePractices {

  private final List<Practice> practices;
  private final ConsoleLayout page;

  ConsolePractices(List<Practice> practices, ConsoleLayout page) {
    this.practices = practices;
    this.page = page;
  }

  void write() throws IOException {
    if (practices.isEmpty()) {
      return;
    }
    Map<PracticeState, Long> states =
        practices.stream().collect(Collectors.groupingBy(Practice::state, Collectors.counting()));
    String counts =
        Arrays.stream(PracticeState.values())
            .filter(states::containsKey)
            .map(state -> states.get(state) + " " + countWord(state))
            .collect(Collectors.joining(", "));
    page.fold(
        new ConsoleLayout.Head("ARTICLE  ", ConsoleColour.BOLD),
        ReportWording.count(practices.size(), "best practice") + ": " + counts);
    for (Practice practice : practices) {
      switch (practice.state()) {
        case VIOLATED -> practice(practice, ConsoleColour.RED);
        case UNKNOWN, HOLDS_PARTLY -> practice(practice, ConsoleColour.YELLOW);
        case HOLDS -> practice(practice, ConsoleColour.GREEN);
        case NOT_ASSESSED -> {}
      }
    }
    notJudged();
    notAssessed();
  }

  /// Lists once what several practices do not judge: resources of types that no control covers.
  private void notJudged() throws IOException {
    String types =
        practices.stream()
            .filter(practice -> practice.state() == PracticeState.HOLDS_PARTLY)
            .flatMap(practice -> practice.notJudged().stream())
            .filter(part -> part.what().endsWith("`"))
            .map(Practice.NotJudged::what)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!types.isEmpty()) {
      page.fold(new ConsoleLayout.Head("  no control    ", ConsoleColour.PLAIN), types);
    }
  }

  /// Lists the best practices that no control could assess.
  private void notAssessed() throws IOException {
    String titles =
        practices.stream()
            .filter(practice -> practice.state() == PracticeState.NOT_ASSESSED)
            .map(practice -> practice.number() + " " + practice.title())
            .collect(Collectors.joining("; "));
    if (!titles.isEmpty()) {
      page.fold(new ConsoleLayout.Head("  not assessed  ", ConsoleColour.PLAIN), titles);
    }
  }

  private void practice(Practice practice, ConsoleColour ink) throws IOException {
    String head =
        String.format(Locale.ROOT, "  %-8s  %2d  ", lineWord(practice.state()), practice.number());
    String note = practice.note().isEmpty() ? "" : " (" + practice.note() + ")";
    page.fold(new ConsoleLayout.Head(head, ink), practice.title() + note);
  }

  private static String countWord(PracticeState state) {
    return switch (state) {
      case HOLDS -> "hold";
      case HOLDS_PARTLY -> "hold in part";
      case VIOLATED -> "violated";
      case UNKNOWN -> "unknown";
      case NOT_ASSESSED -> "not assessed";
    };
  }

  private static String lineWord(PracticeState state) {
    return switch (state) {
      case HOLDS -> "holds";
      case HOLDS_PARTLY -> "in part";
      case VIOLATED, UNKNOWN, NOT_ASSESSED -> countWord(state);
    };
  }
}
