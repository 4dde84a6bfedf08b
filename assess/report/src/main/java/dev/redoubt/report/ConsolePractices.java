package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.FindingWording;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the section ARTICLE: the best practices, with the basis of each state, over all
/// deployments. [ConsoleDeployments] writes which deployment violates which.
final class ConsolePractices {

  /// In the note of a practice whose controls are left out by `--only` or `--skip`.
  private static final String NOT_SELECTED = "not selected";

  private final Assessment assessment;
  private final List<Practice> practices;
  private final ConsoleLayout page;

  ConsolePractices(Assessment assessment, ConsoleLayout page) {
    this.assessment = assessment;
    this.practices = assessment.practices();
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
        FindingWording.count(practices.size(), "best practice")
            + (assessment.deployments().size() > 1 ? ", over all deployments: " : ": ")
            + counts);
    for (Practice practice : practices) {
      switch (practice.state()) {
        case VIOLATED -> practice(practice, ConsoleColour.RED);
        case UNKNOWN, HOLDS_PARTLY -> practice(practice, ConsoleColour.YELLOW);
        case HOLDS -> practice(practice, ConsoleColour.GREEN);
        case NOT_ASSESSED -> {
          if (isExempt(practice)) {
            practice(practice, ConsoleColour.YELLOW);
          }
        }
      }
    }
    fold("  not selected  ", practices.stream().filter(ConsolePractices::isUnselected).toList());
  }

  /// Writes what was not judged: it follows the findings, because it is the same in most runs.
  void writeNotAssessed() throws IOException {
    List<Practice> others =
        practices.stream()
            .filter(practice -> practice.state() == PracticeState.NOT_ASSESSED)
            .filter(practice -> !isExempt(practice) && !isUnselected(practice))
            .toList();
    String types = uncovered();
    if (others.isEmpty() && types.isEmpty()) {
      return;
    }
    page.blank();
    page.fold(ConsoleLayout.Head.of(""), "NOT ASSESSED", ConsoleColour.BOLD);
    fold("  practices   ", others);
    if (!types.isEmpty()) {
      page.fold(new ConsoleLayout.Head("  no control  ", ConsoleColour.PLAIN), types);
    }
  }

  /// Whether a practice is not assessed because exemptions accept what its controls found.
  private boolean isExempt(Practice practice) {
    return practice.state() == PracticeState.NOT_ASSESSED
        && of(practice).anyMatch(finding -> finding.verdict() == Verdict.EXEMPT);
  }

  private Stream<Finding> of(Practice practice) {
    return assessment.findings().stream()
        .filter(finding -> finding.control().practices().contains(practice.number()));
  }

  private static boolean isUnselected(Practice practice) {
    return practice.state() == PracticeState.NOT_ASSESSED && practice.note().contains(NOT_SELECTED);
  }

  /// Titles of practices in one paragraph.
  private void fold(String head, List<Practice> some) throws IOException {
    if (!some.isEmpty()) {
      page.fold(
          ConsoleLayout.Head.of(head),
          some.stream()
              .map(practice -> practice.number() + " " + practice.title())
              .collect(Collectors.joining("; ")));
    }
  }

  /// What several practices do not judge: resources of types that no control covers.
  private String uncovered() {
    return practices.stream()
        .filter(practice -> practice.state() == PracticeState.HOLDS_PARTLY)
        .flatMap(practice -> practice.notJudged().stream())
        .filter(part -> part.what().endsWith("`"))
        .map(Practice.NotJudged::what)
        .distinct()
        .collect(Collectors.joining(", "));
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
      case VIOLATED, UNKNOWN -> countWord(state);
      case NOT_ASSESSED -> "exempt";
    };
  }
}
