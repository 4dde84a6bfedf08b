package dev.redoubt.findings.result;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The result of a run: one word and its basis, the same in every format.
///
/// @param basis the exit code, what reached the threshold and what did not, and what was accepted
public record AssessmentResult(
    State state, FailureThreshold.Decision decision, String basis, Accepted accepted) {

  /// The word of a result.
  public enum State {
    /// Nothing reaches the threshold.
    PASSED,
    /// There are violations or unknown verdicts, and the threshold `never` lets them through.
    NOT_ENFORCED,
    /// A violation or an unknown verdict reaches the threshold.
    FAILED,
    /// No control applies to anything that was read.
    NOTHING_JUDGED,
    /// An input could not be read or evaluated.
    INCOMPLETE;

    /// `PASSED`, `NOTHING JUDGED`.
    public String title() {
      return name().replace('_', ' ');
    }

    /// `passed`, `nothing-judged`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What does not count in the result, although it is no pass without condition.
  ///
  /// @param exempt findings that an exemption accepts
  /// @param conditional passes that rest on declared facts about the platform
  /// @param lowered violations whose severity is lower than in the catalog
  /// @param loweredUnknown unknown verdicts of controls with such a severity
  /// @param unchanged violations and unknown verdicts that the baseline has
  /// @param notAssessed files that may declare resources and are not assessed
  public record Accepted(
      long exempt,
      long conditional,
      long lowered,
      long loweredUnknown,
      long unchanged,
      long notAssessed) {

    public static Accepted of(Assessment assessment) {
      List<Finding> all = assessment.findings();
      return new Accepted(
          all.stream().filter(each -> each.verdict() == Verdict.EXEMPT).count(),
          all.stream().filter(Finding::isOnCondition).count(),
          all.stream().filter(each -> isLowered(each, Verdict.FAIL, assessment)).count(),
          all.stream().filter(each -> isLowered(each, Verdict.UNKNOWN, assessment)).count(),
          all.stream().filter(each -> !FindingWording.isNew(each)).count(),
          AssessmentGaps.notAssessed(assessment));
    }

    private static boolean isLowered(Finding finding, Verdict verdict, Assessment assessment) {
      return finding.verdict() == verdict
          && FindingWording.isNew(finding)
          && FindingWording.lowered(finding, assessment) != null;
    }

    /// One phrase for each kind that occurs.
    public List<String> phrases() {
      List<String> phrases = new ArrayList<>();
      if (exempt > 0) {
        phrases.add(exempt + " exempt");
      }
      if (conditional > 0) {
        phrases.add(
            FindingWording.count(conditional, "check") + " passed only on declared platform facts");
      }
      if (lowered > 0) {
        phrases.add(has(lowered, "violation"));
      }
      if (loweredUnknown > 0) {
        phrases.add(has(loweredUnknown, "unknown verdict"));
      }
      if (unchanged > 0) {
        phrases.add(unchanged + " in the baseline");
      }
      if (notAssessed > 0) {
        phrases.add(FindingWording.count(notAssessed, "file") + " not assessed");
      }
      return phrases;
    }

    private static String has(long number, String noun) {
      return FindingWording.count(number, noun)
          + (number == 1 ? " has" : " have")
          + " a lowered severity";
    }
  }

  public static AssessmentResult of(Assessment assessment, FailureThreshold threshold) {
    FailureThreshold.Decision decision = threshold.decide(assessment);
    Accepted accepted = Accepted.of(assessment);
    State state = state(assessment, threshold, decision);
    String basis =
        "exit code "
            + decision.exitCode()
            + ": "
            + switch (state) {
              case PASSED -> passed(assessment, threshold);
              case NOT_ENFORCED -> notEnforced(assessment, threshold);
              case FAILED -> failed(assessment, threshold, decision);
              case NOTHING_JUDGED ->
                  "no control applies to "
                      + unjudged(assessment)
                      + "; this result says nothing about the security of the workload"
                      + (decision.exitCode() == 0 ? "" : "; `--fail-on-unknown never` accepts it");
              case INCOMPLETE ->
                  FindingWording.count(decision.errors(), "error")
                      + " in the input; the other results are valid";
            };
    List<String> parts = new ArrayList<>(List.of(basis));
    parts.addAll(accepted.phrases());
    return new AssessmentResult(state, decision, String.join("; ", parts), accepted);
  }

  private static State state(
      Assessment assessment, FailureThreshold threshold, FailureThreshold.Decision decision) {
    if (decision.errors() > 0) {
      return State.INCOMPLETE;
    }
    boolean isOfDeployments = deployments(assessment) > 0;
    // an unknown deployment that reaches the threshold is the better answer
    if (assessment.isEmpty() && decision.deployments() == 0) {
      return State.NOTHING_JUDGED;
    }
    if (decision.exitCode() != 0) {
      return State.FAILED;
    }
    boolean isAnyViolation = isAny(assessment, Verdict.FAIL);
    boolean isAnyUnknown = isAny(assessment, Verdict.UNKNOWN) || isOfDeployments;
    return (threshold.failOn() == null && isAnyViolation)
            || (threshold.failOnUnknown() == null && isAnyUnknown)
        ? State.NOT_ENFORCED
        : State.PASSED;
  }

  private static boolean isAny(Assessment assessment, Verdict verdict) {
    return count(assessment, verdict) > 0;
  }

  private static long count(Assessment assessment, Verdict verdict) {
    return assessment.findings().stream()
        .filter(each -> each.verdict() == verdict && FindingWording.isNew(each))
        .count();
  }

  private static String passed(Assessment assessment, FailureThreshold threshold) {
    List<String> below = found(assessment);
    return "no "
        + isNew(assessment)
        + "finding at or above the severity threshold (--fail-on "
        + (threshold.failOn() == null ? "never" : threshold.failOn().word())
        + ", --fail-on-unknown "
        + (threshold.failOnUnknown() == null ? "never" : threshold.failOnUnknown().word())
        + ")"
        + (below.isEmpty() ? "" : "; " + String.join(", ", below) + " below it")
        + unreached(assessment);
  }

  private static String notEnforced(Assessment assessment, FailureThreshold threshold) {
    return String.join(", ", found(assessment))
        + "; `"
        + (threshold.failOn() == null ? "--fail-on" : "--fail-on-unknown")
        + " never` lets everything through"
        + unreached(assessment);
  }

  private static String unreached(Assessment assessment) {
    return assessment.unknowns().stream().anyMatch(UnknownGroup::isOfUnreachedFile)
        ? "; templates that no entry point reaches are not judged"
        : "";
  }

  /// The violations and unknown verdicts, of any severity.
  private static List<String> found(Assessment assessment) {
    String isNew = isNew(assessment);
    List<String> found = new ArrayList<>();
    add(found, count(assessment, Verdict.FAIL), isNew + "violation", "");
    add(found, count(assessment, Verdict.UNKNOWN), isNew + "unknown verdict", "");
    add(found, deployments(assessment), "deployment", " whose resources are unknown");
    return found;
  }

  private static String failed(
      Assessment assessment, FailureThreshold threshold, FailureThreshold.Decision decision) {
    String isNew = isNew(assessment);
    List<String> found = new ArrayList<>();
    if (threshold.failOn() != null) {
      String level = " at or above severity " + threshold.failOn().word();
      add(found, decision.violations(), isNew + "violation", level);
    }
    if (threshold.failOnUnknown() != null) {
      String level = " at or above severity " + threshold.failOnUnknown().word();
      add(found, decision.unknowns(), isNew + "unknown verdict", level);
    }
    add(found, decision.deployments(), "deployment", " whose resources are unknown");
    if (decision.unreached() > 0) {
      found.add("templates that no entry point reaches");
    }
    if (decision.isEmpty()) {
      found.add("nothing was judged");
    }
    return String.join(", ", found);
  }

  private static void add(List<String> found, long number, String noun, String rest) {
    if (number > 0) {
      found.add(FindingWording.count(number, noun) + rest);
    }
  }

  private static long deployments(Assessment assessment) {
    return assessment.unknowns().stream().filter(UnknownGroup::isOfDeployment).count();
  }

  private static String isNew(Assessment assessment) {
    return assessment.settings().baseline() == null ? "" : "new ";
  }

  private static String unjudged(Assessment assessment) {
    if (assessment.resourceCount() > 0) {
      return "the " + FindingWording.count(assessment.resourceCount(), "resource");
    }
    return deployments(assessment) > 0
        ? "anything, because the resources of the deployment are unknown"
        : "the templates, which deploy no resources";
  }
}
