package dev.redoubt.findings.result;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.findings.Assessment.UnknownGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What makes an assessment incomplete although no finding says so. Formats that only know tests or
/// controls show it as failed, because an empty report would read as success.
public final class AssessmentGaps {

  /// Files that one gap names; `inputs` of the JSON report lists all.
  private static final int MAX_NAMES = 3;

  private AssessmentGaps() {}

  /// One part of the workload that was not assessed.
  ///
  /// @param kind why not
  /// @param text what is wrong and what to do
  /// @param problem null if it is no problem of an input
  public record Gap(Kind kind, String text, @Nullable Problem problem) {

    /// Why a part was not assessed.
    public enum Kind {
      ERROR("error in the input"),
      UNKNOWN_DEPLOYMENT("unknown deployment"),
      UNREACHED_TEMPLATE("unreached template"),
      UNREAD_FILE("file not assessed"),
      NOTHING_JUDGED("nothing judged");

      private final String title;

      Kind(String title) {
        this.title = title;
      }
    }

    /// A few words.
    public String name() {
      return kind.title;
    }
  }

  public static List<Gap> of(Assessment assessment) {
    List<Gap> gaps = new ArrayList<>();
    for (Problem problem : assessment.problems()) {
      if (problem.severity() == Problem.Severity.ERROR) {
        gaps.add(new Gap(Gap.Kind.ERROR, problem.message(), problem));
      }
    }
    for (UnknownGroup group : assessment.unknowns()) {
      if (group.isOfDeployment()) {
        gaps.add(of(Gap.Kind.UNKNOWN_DEPLOYMENT, group));
      }
      if (group.isOfUnreachedFile()) {
        gaps.add(of(Gap.Kind.UNREACHED_TEMPLATE, group));
      }
    }
    gaps.addAll(unread(assessment));
    if (assessment.isEmpty()) {
      gaps.add(
          new Gap(
              Gap.Kind.NOTHING_JUDGED,
              "no control applies to anything that was read; this says nothing about the security"
                  + " of the workload",
              null));
    }
    return gaps;
  }

  private static Gap of(Gap.Kind kind, UnknownGroup group) {
    return new Gap(
        kind, group.cause().text() + "; resolved by: " + group.cause().resolvedBy(), null);
  }

  /// The number of files that are not assessed although they may declare resources.
  public static long notAssessed(Assessment assessment) {
    return assessment.inputs().stream().filter(AssessmentGaps::isNotAssessed).count();
  }

  private static boolean isNotAssessed(Input input) {
    return input.role() == Input.Role.NOT_ASSESSED;
  }

  /// The files that are not assessed, a gap for each reason, without the templates of which the
  /// cause of unknown verdicts says so.
  private static List<Gap> unread(Assessment assessment) {
    boolean isAnyUnreached =
        assessment.unknowns().stream().anyMatch(UnknownGroup::isOfUnreachedFile);
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (Input input : assessment.inputs()) {
      if (isNotAssessed(input) && !(isAnyUnreached && isUnreached(input))) {
        byReason.computeIfAbsent(input.reason(), _ -> new ArrayList<>()).add(input.path());
      }
    }
    List<Gap> gaps = new ArrayList<>();
    byReason.forEach(
        (reason, paths) -> {
          int more = paths.size() - MAX_NAMES;
          String shown =
              paths.stream()
                  .limit(MAX_NAMES)
                  .map(path -> "`" + path + "`")
                  .collect(Collectors.joining(", "));
          String rest = more > 0 ? " and " + FindingWording.count(more, "more file") : "";
          gaps.add(new Gap(Gap.Kind.UNREAD_FILE, shown + rest + ": " + reason, null));
        });
    return gaps;
  }

  /// Whether a file is a template of the workload itself; a link out of it is not.
  private static boolean isUnreached(Input input) {
    return (input.kind().equals("bicep") || input.kind().equals("arm-template"))
        && !input.reason().startsWith("symbolic link");
  }
}
