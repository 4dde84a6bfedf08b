package dev.redoubt.report;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The report for a person at a terminal: what holds, what is violated, worst first, with why and
/// what to change; then what is not known, what could not be read, and what is taken for granted.
///
/// It reads the same without colour: colours repeat what words say.
public final class ConsoleReporter implements AssessmentReporter {

  private final Look look;
  private final FailureThreshold gate;
  private final @Nullable Duration elapsed;

  /// How the page looks.
  ///
  /// @param width in characters; lines are never longer, except below 60
  /// @param colour whether to use ANSI colours
  public record Look(int width, boolean colour) {
    /// 80 columns without colour.
    public static final Look PLAIN = new Look(80, false);
  }

  /// @param gate what the last line explains
  /// @param elapsed what the run took; null to leave it out
  public ConsoleReporter(Look look, FailureThreshold gate, @Nullable Duration elapsed) {
    this.look = look;
    this.gate = gate;
    this.elapsed = elapsed;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    ConsoleLayout page = new ConsoleLayout(out, look.width(), look.colour());
    header(assessment, page);
    new ConsoleInputs(assessment.inputs(), page).write();
    article(assessment, page);
    new ConsoleFindings(assessment, page).write();
    new ConsoleUnknowns(assessment, page).write();
    exempt(assessment, page);
    new ConsoleProblems(assessment, page).write();
    assumptions(assessment, page);
    result(assessment, page);
  }

  private void header(Assessment assessment, ConsoleLayout page) throws IOException {
    page.fold(ConsoleLayout.Head.of(""), assessment.name(), ConsoleColour.BOLD);
    String counts =
        inputs(assessment.inputs())
            + " -> "
            + ReportWording.count(assessment.resourceCount(), "resource");
    page.foldWith(
        ConsoleLayout.Head.of(""),
        counts,
        ConsoleColour.PLAIN,
        elapsed == null ? "" : seconds(elapsed));
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
  }

  private static String inputs(List<Input> inputs) {
    if (inputs.isEmpty()) {
      return "nothing to read";
    }
    Map<String, Long> kinds =
        inputs.stream()
            .collect(Collectors.groupingBy(Input::kind, LinkedHashMap::new, Collectors.counting()));
    return kinds.entrySet().stream()
        .map(entry -> ReportWording.count(entry.getValue(), inputWord(entry.getKey())))
        .collect(Collectors.joining(", "));
  }

  private static String inputWord(String kind) {
    return switch (kind) {
      case "arm-template" -> "template";
      case "arm-parameters" -> "parameter file";
      case "bicep" -> "Bicep file";
      case "bicep-parameters" -> "Bicep parameter file";
      default -> kind.replace('-', ' ') + " file";
    };
  }

  private static void article(Assessment assessment, ConsoleLayout page) throws IOException {
    List<Practice> practices = assessment.practices();
    if (practices.isEmpty()) {
      return;
    }
    Map<PracticeState, Long> states =
        practices.stream().collect(Collectors.groupingBy(Practice::state, Collectors.counting()));
    String counts =
        java.util.Arrays.stream(PracticeState.values())
            .filter(states::containsKey)
            .map(state -> states.get(state) + " " + stateWord(state))
            .collect(Collectors.joining(", "));
    page.fold(
        new ConsoleLayout.Head("ARTICLE  ", ConsoleColour.BOLD),
        ReportWording.count(practices.size(), "best practice") + ": " + counts);
    for (Practice practice : practices) {
      switch (practice.state()) {
        case VIOLATED -> practice(practice, ConsoleColour.RED, page);
        case UNKNOWN -> practice(practice, ConsoleColour.YELLOW, page);
        case HOLDS, NOT_SHOWN -> {}
      }
    }
    notShown(practices, page);
  }

  /// What nothing that was read can show is not passed over in silence.
  private static void notShown(List<Practice> practices, ConsoleLayout page) throws IOException {
    String titles =
        practices.stream()
            .filter(practice -> practice.state() == PracticeState.NOT_SHOWN)
            .map(practice -> practice.number() + " " + practice.title())
            .collect(Collectors.joining("; "));
    if (!titles.isEmpty()) {
      page.fold(new ConsoleLayout.Head("  not shown  ", ConsoleColour.PLAIN), titles);
    }
  }

  private static void practice(Practice practice, ConsoleColour ink, ConsoleLayout page)
      throws IOException {
    String head =
        String.format(Locale.ROOT, "  %-8s  %2d  ", stateWord(practice.state()), practice.number());
    String note = practice.note().isEmpty() ? "" : " (" + practice.note() + ")";
    page.fold(new ConsoleLayout.Head(head, ink), practice.title() + note);
  }

  private static String stateWord(PracticeState state) {
    return switch (state) {
      case HOLDS -> "hold";
      case VIOLATED -> "violated";
      case UNKNOWN -> "unknown";
      case NOT_SHOWN -> "not shown";
    };
  }

  private static void exempt(Assessment assessment, ConsoleLayout page) throws IOException {
    List<Finding> exempt =
        assessment.findings().stream().filter(each -> each.verdict() == Verdict.EXEMPT).toList();
    if (exempt.isEmpty()) {
      return;
    }
    page.blank();
    page.fold(
        new ConsoleLayout.Head("EXEMPT  ", ConsoleColour.BOLD),
        ReportWording.count(exempt.size(), "finding") + " accepted by an exemption");
    for (Finding finding : exempt) {
      page.fold(
          ConsoleLayout.Head.of("  "),
          finding.control().id()
              + ": "
              + ReportWording.resource(finding)
              + "; "
              + finding.reason().text());
    }
  }

  private static void assumptions(Assessment assessment, ConsoleLayout page) throws IOException {
    if (assessment.assumptions().isEmpty()) {
      return;
    }
    page.blank();
    page.fold(ConsoleLayout.Head.of(""), "ASSUMPTIONS", ConsoleColour.BOLD);
    for (String assumption : assessment.assumptions()) {
      page.fold(ConsoleLayout.Head.of("  - "), assumption);
    }
  }

  private void result(Assessment assessment, ConsoleLayout page) throws IOException {
    page.blank();
    FailureThreshold.Decision decision = gate.decide(assessment);
    switch (decision.exitCode()) {
      case 0 -> page.fold(new ConsoleLayout.Head("PASSED  ", ConsoleColour.GREEN), passed());
      case 1 -> page.fold(new ConsoleLayout.Head("FAILED  ", ConsoleColour.RED), failed(decision));
      default ->
          page.fold(
              new ConsoleLayout.Head("INCOMPLETE  ", ConsoleColour.RED),
              "exit code 2: "
                  + ReportWording.count(decision.errors(), "error")
                  + " in the input; mend what PROBLEMS lists, the rest of the answer stands");
    }
  }

  private String passed() {
    return "exit code 0: nothing reaches the gate ("
        + "violations: "
        + (gate.failOn() == null ? "never fail" : gate.failOn().word() + " or worse")
        + ", unknown: "
        + (gate.failOnUnknown() == null ? "never fail" : gate.failOnUnknown().word() + " or worse")
        + ")";
  }

  private String failed(FailureThreshold.Decision decision) {
    StringBuilder text = new StringBuilder("exit code 1: ");
    if (decision.violations() > 0 && gate.failOn() != null) {
      text.append(ReportWording.count(decision.violations(), "violation"))
          .append(" of severity ")
          .append(gate.failOn().word())
          .append(" or worse");
    }
    if (decision.unknowns() > 0 && gate.failOnUnknown() != null) {
      text.append(decision.violations() > 0 ? ", " : "")
          .append(ReportWording.count(decision.unknowns(), "unknown verdict"))
          .append(" of severity ")
          .append(gate.failOnUnknown().word())
          .append(" or worse");
    }
    if (decision.deployments() > 0) {
      text.append(decision.violations() + decision.unknowns() > 0 ? ", " : "")
          .append(ReportWording.count(decision.deployments(), "deployment"))
          .append(" of which nothing is known");
    }
    return text.append("; `redoubt controls show ID` explains a control").toString();
  }

  /// Where to look: the finding's place, or the resource's where no file holds the finding's.
  static String place(Assessment assessment, Finding finding) {
    Origin origin = finding.origin().isWritten() ? finding.origin() : finding.resource().origin();
    return assessment.files().locate(origin).toString();
  }
}
