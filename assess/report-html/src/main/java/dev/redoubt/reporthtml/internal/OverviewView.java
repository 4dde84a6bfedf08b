package dev.redoubt.reporthtml.internal;

import dev.redoubt.drawing.chart.PercentageRing;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.AssessmentGaps;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.findings.result.SecurityPosture;
import dev.redoubt.findings.result.UnknownCauses;
import java.util.ArrayList;
import java.util.List;

/// The first screen: the result, the numbers, the score.
///
/// @param folder to which the names of files are relative; may be empty
/// @param known the violations and unknown verdicts that the baseline accepts, as the end of the
///   result; empty if there are none
/// @param sentence what was found, one sentence
/// @param baseline the comparison with a baseline; empty without one
/// @param ring the score as a picture
/// @param tables the verdicts by severity, layer and deployment
public record OverviewView(
    String name,
    String revision,
    String folder,
    AssessmentResult result,
    String known,
    String sentence,
    List<Tile> tiles,
    String baseline,
    String ring,
    String score,
    List<CountTable> tables) {

  /// A number with its noun.
  ///
  /// @param style a class of the style sheet
  /// @param link an anchor
  public record Tile(String number, String text, String style, String link) {}

  static OverviewView of(ReportContext context) {
    Assessment assessment = context.assessment();
    SecurityPosture posture = SecurityPosture.of(assessment);
    Assessment.Baseline baseline = assessment.settings().baseline();
    String score =
        posture.score().isPresent() ? posture.score().getAsInt() + " of 100" : "no score";
    return new OverviewView(
        assessment.name(),
        context.revision(),
        context.folder(),
        AssessmentResult.of(assessment, context.threshold()),
        known(context),
        sentence(context),
        tiles(context),
        baseline == null ? "" : FindingWording.baseline(assessment, baseline),
        new PercentageRing(posture.score(), "Score: " + score).svg(),
        score,
        CountTable.all(context, posture));
  }

  private static String known(ReportContext context) {
    List<String> counts = new ArrayList<>();
    long fails = context.known(Verdict.FAIL).count();
    long unknown = context.known(Verdict.UNKNOWN).count();
    if (fails > 0) {
      counts.add(FindingWording.count(fails, "known violation"));
    }
    if (unknown > 0) {
      counts.add(FindingWording.count(unknown, "known unknown verdict"));
    }
    return String.join(" and ", counts);
  }

  private static String sentence(ReportContext context) {
    Assessment assessment = context.assessment();
    long fails = context.fresh(Verdict.FAIL).count();
    long unknown = context.fresh(Verdict.UNKNOWN).count();
    String isNew = assessment.settings().baseline() == null ? "" : "new ";
    String found =
        FindingWording.count(fails, isNew + "violation")
            + " and "
            + FindingWording.count(unknown, isNew + "unknown verdict")
            + " in "
            + FindingWording.count(assessment.resourceCount(), "resource")
            + " of "
            + FindingWording.count(assessment.deployments().size(), "deployment")
            + ".";
    int gaps = AssessmentGaps.of(assessment).size();
    return gaps == 0
        ? found
        : found + " The assessment has " + FindingWording.count(gaps, "gap") + ", listed below.";
  }

  private static List<Tile> tiles(ReportContext context) {
    Assessment assessment = context.assessment();
    List<Tile> tiles = new ArrayList<>();
    boolean isCompared = assessment.settings().baseline() != null;
    String isNew = isCompared ? "new " : "";
    tiles.add(violations(context.fresh(Verdict.FAIL).toList(), isNew + "violations"));
    if (isCompared) {
      tiles.add(violations(context.known(Verdict.FAIL).toList(), "known violations"));
    }
    int causes = UnknownCauses.groups(assessment).size();
    long unknown = context.fresh(Verdict.UNKNOWN).count();
    tiles.add(
        new Tile(
            String.valueOf(unknown),
            isNew + "unknown, " + FindingWording.count(causes, "cause"),
            unknown + causes == 0 ? "zero" : "unk",
            "#unknown"));
    long known = context.known(Verdict.UNKNOWN).count();
    if (known > 0) {
      tiles.add(tile(known, "known unknown verdicts", "unk", "#findings"));
    }
    tiles.add(problems(assessment));
    tiles.add(tile(AssessmentGaps.notAssessed(assessment), "files not assessed", "wait", "#gaps"));
    AssessmentResult.Accepted accepted = AssessmentResult.Accepted.of(assessment);
    tiles.add(tile(accepted.exempt(), "exempt", "wait", "#findings"));
    String decisions = accepted.conditional() == 0 ? "#gaps" : "#accepted";
    tiles.add(tile(accepted.conditional(), "passed on declared facts", "wait", decisions));
    long passes =
        assessment.findings().stream()
            .filter(each -> each.verdict() == Verdict.PASS && !each.isOnCondition())
            .count();
    tiles.add(tile(passes, "checks passed", "plain", "#controls"));
    return tiles;
  }

  private static Tile violations(List<Finding> findings, String noun) {
    long severe =
        findings.stream()
            .filter(each -> each.control().severity().isAtLeast(Severity.HIGH))
            .count();
    return tile(findings.size(), noun + ", " + severe + " high or critical", "bad", "#findings");
  }

  private static Tile problems(Assessment assessment) {
    long errors = count(assessment, Problem.Severity.ERROR);
    long warnings = count(assessment, Problem.Severity.WARNING);
    return new Tile(
        String.valueOf(errors),
        "input errors, " + FindingWording.count(warnings, "warning"),
        errors > 0 ? "bad" : warnings > 0 ? "wait" : "zero",
        "#problems");
  }

  private static Tile tile(long number, String text, String style, String link) {
    return new Tile(String.valueOf(number), text, number == 0 ? "zero" : style, link);
  }

  private static long count(Assessment assessment, Problem.Severity severity) {
    return assessment.problems().stream().filter(each -> each.severity() == severity).count();
  }
}
