package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.findings.result.LoweredSeverities;
import dev.redoubt.findings.result.UnknownCauses;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the report for people: violations by deployment, worst first, with reason and fix; then
/// unknown verdicts, exemptions, assumptions, the result, and problems with the input.
///
/// The report is complete without colors.
public final class ConsoleReporter implements AssessmentReporter {

  private final Look look;
  private final FailureThreshold threshold;
  private final @Nullable Duration elapsed;

  /// How much the report contains.
  public enum Extent {
    /// The verdict and the errors.
    QUIET,
    /// A line for each violation and each unknown verdict, then the verdict and the errors.
    LINES,
    /// The practices and the counts, without findings.
    SUMMARY,
    /// Everything; long lists are shortened.
    NORMAL,
    /// Everything; problems and conventions in full.
    COMPLETE
  }

  /// The layout of the report.
  ///
  /// @param width in characters, at least 60; only locations make a line longer
  /// @param colour whether to use ANSI colors
  public record Look(int width, boolean colour, Extent extent) {
    /// A layout whose lists are shortened.
    public Look(int width, boolean colour) {
      this(width, colour, Extent.NORMAL);
    }

    /// 80 columns without colors.
    public static final Look PLAIN = new Look(80, false);
  }

  /// @param threshold determines the result in the last line
  /// @param elapsed the duration of the run; null to omit it
  public ConsoleReporter(Look look, FailureThreshold threshold, @Nullable Duration elapsed) {
    this.look = look;
    this.threshold = threshold;
    this.elapsed = elapsed;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    ConsoleLayout page = new ConsoleLayout(out, look.width(), look.colour());
    ConsolePaths paths = new ConsolePaths(assessment);
    boolean isComplete = look.extent() == Extent.COMPLETE;
    ConsoleProblems problems = new ConsoleProblems(assessment, page, paths, isComplete);
    if (look.extent() == Extent.LINES) {
      ConsoleLines lines = new ConsoleLines(assessment, page, paths);
      lines.write();
      new ConsoleResult(assessment, page, threshold).write();
      lines.writeErrors();
      return;
    }
    if (look.extent() == Extent.QUIET) {
      new ConsoleResult(assessment, page, threshold).write();
      problems.writeErrors();
      return;
    }
    header(assessment, page, paths);
    ConsolePractices practices = new ConsolePractices(assessment, page);
    practices.write();
    if (look.extent() == Extent.SUMMARY) {
      counts(assessment, page);
    } else {
      new ConsoleFindings(assessment, page, paths, isComplete).write();
      new ConsoleUnknowns(assessment, page, paths, isComplete).write();
      new ConsoleAnnotations(assessment, page, paths).write();
    }
    practices.writeNotAssessed();
    if (look.extent() != Extent.SUMMARY) {
      assumptions(assessment, page, isComplete);
    }
    page.blank();
    new ConsoleResult(assessment, page, threshold).write();
    if (look.extent() == Extent.SUMMARY) {
      problems.writeErrors();
    } else {
      problems.write();
    }
  }

  /// What the other sections of a whole report count.
  private static void counts(Assessment assessment, ConsoleLayout page) throws IOException {
    page.blank();
    page.fold(
        new ConsoleLayout.Head("VIOLATED  ", ConsoleColour.BOLD),
        ConsoleFindings.summary(assessment));
    List<Finding> unknown = UnknownCauses.unknown(assessment);
    List<Assessment.UnknownGroup> causes = UnknownCauses.groups(assessment);
    if (!unknown.isEmpty() || !causes.isEmpty()) {
      page.fold(
          new ConsoleLayout.Head("UNKNOWN   ", ConsoleColour.BOLD),
          UnknownCauses.summary(unknown, causes));
    }
    AssessmentResult.Accepted accepted = AssessmentResult.Accepted.of(assessment);
    if (accepted.exempt() > 0) {
      page.fold(
          new ConsoleLayout.Head("EXEMPT    ", ConsoleColour.BOLD),
          FindingWording.count(accepted.exempt(), "finding"));
    }
    if (accepted.conditional() > 0) {
      page.fold(
          new ConsoleLayout.Head("CONDITIONAL  ", ConsoleColour.BOLD),
          FindingWording.count(accepted.conditional(), "check"));
    }
    Map<SeverityChange, Long> lowered = LoweredSeverities.of(assessment);
    if (!lowered.isEmpty()) {
      page.fold(
          new ConsoleLayout.Head("LOWERED   ", ConsoleColour.BOLD),
          LoweredSeverities.summary(lowered));
    }
    Assessment.Baseline baseline = assessment.settings().baseline();
    if (baseline != null) {
      page.fold(
          new ConsoleLayout.Head("BASELINE  ", ConsoleColour.BOLD),
          FindingWording.baseline(assessment, baseline));
    }
  }

  private void header(Assessment assessment, ConsoleLayout page, ConsolePaths paths)
      throws IOException {
    page.fold(ConsoleLayout.Head.of(""), assessment.name(), ConsoleColour.BOLD);
    String counts =
        inputs(assessment.inputs())
            + " -> "
            + FindingWording.count(assessment.resourceCount(), "resource")
            + (assessment.deployments().size() > 1
                ? " in " + assessment.deployments().size() + " deployments"
                : "");
    page.foldWith(
        ConsoleLayout.Head.of(""),
        counts,
        ConsoleColour.PLAIN,
        elapsed == null ? "" : seconds(elapsed));
    if (!paths.prefix().isEmpty()) {
      page.unbroken("folder ", paths.prefix());
    }
    if (assessment.deployments().size() > 1) {
      new ConsoleDeployments(assessment, page, paths).write();
    } else {
      new ConsoleInputs(assessment.inputs(), page, paths).write();
    }
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
  }

  private static String inputs(List<Input> inputs) {
    if (inputs.isEmpty()) {
      return "no input files";
    }
    long unread = inputs.stream().filter(each -> each.role() == Input.Role.NOT_ASSESSED).count();
    Map<String, Long> kinds =
        inputs.stream()
            .filter(each -> each.role() != Input.Role.NOT_ASSESSED)
            .collect(Collectors.groupingBy(Input::kind, LinkedHashMap::new, Collectors.counting()));
    return kinds.entrySet().stream()
            .map(entry -> FindingWording.count(entry.getValue(), inputWord(entry.getKey())))
            .collect(Collectors.joining(", "))
        + (unread > 0 ? ", " + FindingWording.count(unread, "file") + " not assessed" : "");
  }

  private static String inputWord(String kind) {
    return switch (kind) {
      case "arm-template" -> "template";
      case "arm-parameters" -> "parameter file";
      case "bicep" -> "Bicep file";
      case "bicep-parameters" -> "Bicep parameter file";
      case "registry-module" -> "registry module";
      default -> kind.replace('-', ' ') + " file";
    };
  }

  /// Each on one line, because most are the same in every report; whole in a complete one.
  private static void assumptions(Assessment assessment, ConsoleLayout page, boolean isComplete)
      throws IOException {
    if (assessment.assumptions().isEmpty()) {
      return;
    }
    page.blank();
    String hint = isComplete ? "what the verdicts rely on" : "`--verbose` shows them in full";
    page.fold(new ConsoleLayout.Head("ASSUMPTIONS  ", ConsoleColour.BOLD), hint);
    for (String assumption : assessment.assumptions()) {
      page.located(
          ConsoleLayout.Head.of("  - "), "", assumption, isComplete ? Integer.MAX_VALUE : 1);
    }
  }
}
