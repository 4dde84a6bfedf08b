package dev.redoubt.findings.result;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/// The overall result of an assessment: a score, and the number of verdicts by severity and layer.
///
/// The score is a percentage. Each control that applies to a resource contributes the share of its
/// resources that pass, weighted by its severity: low 1, medium 3, high 7, critical 15. An unknown
/// verdict and an exempt one count as not passed; a pass that rests on a declared fact about the
/// platform is not counted. The score is rounded down, so that 100 means that everything passes; a
/// workload of which a part is known not to be judged has at most 99. It compares runs of one
/// workload; it is not a measure of risk.
///
/// @param score 0 to 100; empty if no control applies to any resource
/// @param bySeverity the verdicts of each severity, all severities listed
/// @param byLayer the verdicts of each layer, all layers listed
public record SecurityPosture(
    OptionalInt score, Map<Severity, Tally> bySeverity, Map<DefenceLayer, Tally> byLayer) {

  /// How the score is made, for readers of a report.
  public static final String SCORE =
      "Each control that applies to a resource contributes the share of its resources that pass,"
          + " weighted by its severity: low 1, medium 3, high 7, critical 15. Unknown and exempt"
          + " count as not passed; a pass that rests on a declared fact about the platform is not"
          + " counted. A workload of which a part is known not to be judged has at most 99. The"
          + " score compares runs of one workload; it is not a measure of risk.";

  /// The number of verdicts of each kind.
  public record Tally(int fail, int unknown, int exempt, int pass) {

    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally plus(Verdict verdict) {
      return switch (verdict) {
        case FAIL -> new Tally(fail + 1, unknown, exempt, pass);
        case UNKNOWN -> new Tally(fail, unknown + 1, exempt, pass);
        case EXEMPT -> new Tally(fail, unknown, exempt + 1, pass);
        case PASS -> new Tally(fail, unknown, exempt, pass + 1);
      };
    }

    /// All verdicts.
    public int counted() {
      return fail + unknown + exempt + pass;
    }
  }

  /// Summarizes all findings, including passes.
  public static SecurityPosture of(Assessment assessment) {
    return new SecurityPosture(
        score(assessment.findings(), isWhole(assessment) ? 100 : 99),
        tallies(assessment, Severity.class, finding -> finding.control().severity()),
        tallies(assessment, DefenceLayer.class, finding -> finding.control().layer()));
  }

  private static <K extends Enum<K>> Map<K, Tally> tallies(
      Assessment assessment, Class<K> keys, Function<Finding, K> key) {
    Map<K, Tally> tallies = new EnumMap<>(keys);
    for (K each : keys.getEnumConstants()) {
      tallies.put(each, Tally.NONE);
    }
    for (Finding finding : assessment.findings()) {
      tallies.compute(
          key.apply(finding),
          (_, tally) -> (tally == null ? Tally.NONE : tally).plus(finding.verdict()));
    }
    return tallies;
  }

  /// Whether nothing is known that should have been judged and was not.
  private static boolean isWhole(Assessment assessment) {
    return AssessmentGaps.of(assessment).isEmpty()
        && assessment.findings().stream().noneMatch(Finding::isOnCondition)
        && assessment.practices().stream()
            .noneMatch(practice -> practice.state() == PracticeState.HOLDS_PARTLY);
  }

  private static OptionalInt score(List<Finding> findings, int highest) {
    Map<String, Tally> byControl = new HashMap<>();
    Map<String, Integer> weights = new HashMap<>();
    for (Finding finding : findings) {
      if (finding.isOnCondition()) {
        continue;
      }
      String control = finding.control().id();
      byControl.merge(
          control,
          Tally.NONE.plus(finding.verdict()),
          (before, _) -> before.plus(finding.verdict()));
      weights.put(control, weight(finding.control().severity()));
    }
    double held = 0;
    double all = 0;
    for (Map.Entry<String, Tally> entry : byControl.entrySet()) {
      Tally tally = entry.getValue();
      if (tally.counted() > 0) {
        int weight = weights.getOrDefault(entry.getKey(), 0);
        all += weight;
        held += weight * ((double) tally.pass() / tally.counted());
      }
    }
    return all == 0
        ? OptionalInt.empty()
        : OptionalInt.of(Math.min((int) Math.floor(100 * held / all + 1e-9), highest));
  }

  private static int weight(Severity severity) {
    return switch (severity) {
      case LOW -> 1;
      case MEDIUM -> 3;
      case HIGH -> 7;
      case CRITICAL -> 15;
    };
  }
}
