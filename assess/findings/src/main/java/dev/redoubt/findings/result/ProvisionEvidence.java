package dev.redoubt.findings.result;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.FrameworkDescription;
import dev.redoubt.findings.detail.FrameworkDescription.Provision;
import dev.redoubt.findings.detail.SourceRevision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the assessed files show about one provision of a framework, in the words of an auditor.
/// Templates show the design of a control; they never show that it operates.
///
/// @param sentence one sentence with a full stop, without the remark of [#NOT_TESTED]
/// @param limits why the evidence is less than it seems, one phrase each
public record ProvisionEvidence(State state, String sentence, List<String> limits) {

  /// The end of every statement about evidence.
  public static final String NOT_TESTED = "operating effectiveness not tested";

  /// For a provision without controls.
  public static final String NEEDS_PERSON =
      "no evidence in templates; needs a statement of a person";

  public ProvisionEvidence {
    limits = List.copyOf(limits);
  }

  /// What the evidence says about a provision.
  public enum State {
    /// A control of the provision is violated.
    CONTRADICTS("contradicts"),
    /// A verdict is unknown, or nothing was judged, or what was found is only accepted.
    INCONCLUSIVE("inconclusive"),
    /// Everything that was judged passes, but a part was not judged or does not count.
    SUPPORTS_PARTLY("supports in part"),
    /// Everything that was judged passes.
    SUPPORTS("supports"),
    /// No control maps to it.
    NO_EVIDENCE("no evidence");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /// The words used in reports.
    public String word() {
      return word;
    }
  }

  /// The number of verdicts about a provision.
  private record Counts(long fail, long unknown, long exempt, long conditional, long pass) {

    static Counts of(List<Finding> findings) {
      return new Counts(
          count(findings, Verdict.FAIL),
          count(findings, Verdict.UNKNOWN),
          count(findings, Verdict.EXEMPT),
          findings.stream().filter(Finding::isOnCondition).count(),
          findings.stream()
              .filter(each -> each.verdict() == Verdict.PASS && !each.isOnCondition())
              .count());
    }

    private static long count(List<Finding> findings, Verdict verdict) {
      return findings.stream().filter(each -> each.verdict() == verdict).count();
    }

    long all() {
      return fail + unknown + exempt + conditional + pass;
    }
  }

  /// The evidence for a provision.
  ///
  /// @param findings all findings of the provision's controls, including passes
  public static ProvisionEvidence of(
      Provision provision,
      List<Finding> findings,
      Assessment assessment,
      @Nullable SourceRevision revision) {
    if (provision.controls().isEmpty()) {
      return new ProvisionEvidence(State.NO_EVIDENCE, NEEDS_PERSON, List.of());
    }
    Counts counts = Counts.of(findings);
    List<String> limits = limits(provision, findings, assessment, counts);
    State state = state(counts, limits);
    return new ProvisionEvidence(
        state, sentence(state, provision, counts, basis(revision)), limits);
  }

  /// `design evidence at commit 0123456789ab`; with the number of inputs that are not of it.
  public static String basis(@Nullable SourceRevision revision) {
    if (revision == null) {
      return "design evidence in the assessed files";
    }
    return "design evidence at " + revision.words();
  }

  private static State state(Counts counts, List<String> limits) {
    if (counts.fail() > 0) {
      return State.CONTRADICTS;
    }
    if (counts.unknown() > 0 || counts.pass() == 0) {
      return State.INCONCLUSIVE;
    }
    return limits.isEmpty() ? State.SUPPORTS : State.SUPPORTS_PARTLY;
  }

  private static String sentence(State state, Provision provision, Counts counts, String basis) {
    return switch (state) {
      case CONTRADICTS ->
          basis
              + " contradicts "
              + provision.id()
              + ": "
              + some(counts.fail(), counts, "fails", "fail");
      case INCONCLUSIVE ->
          basis + " is inconclusive for " + provision.id() + ": " + undecided(counts);
      case SUPPORTS_PARTLY -> basis + " supports " + provision.id() + " in part: " + pass(counts);
      case SUPPORTS -> basis + " supports " + provision.id() + ": " + pass(counts);
      case NO_EVIDENCE -> NEEDS_PERSON;
    };
  }

  private static String undecided(Counts counts) {
    if (counts.unknown() > 0) {
      return some(counts.unknown(), counts, "is unknown", "are unknown");
    }
    return counts.all() == 0
        ? "no control applies to anything that was read"
        : "no check passes on what the files show";
  }

  private static String pass(Counts counts) {
    return some(counts.pass(), counts, "passes", "pass");
  }

  private static String some(long number, Counts counts, String one, String several) {
    return number
        + " of "
        + FindingWording.count(counts.all(), "check")
        + " "
        + (number == 1 ? one : several);
  }

  private static List<String> limits(
      Provision provision, List<Finding> findings, Assessment assessment, Counts counts) {
    List<String> limits = new ArrayList<>();
    if (counts.exempt() > 0) {
      limits.add(
          FindingWording.count(counts.exempt(), "finding")
              + (counts.exempt() == 1 ? " is" : " are")
              + " accepted by an exemption, which is no evidence");
    }
    if (counts.conditional() > 0) {
      limits.add(
          FindingWording.count(counts.conditional(), "check")
              + " passed only on declared platform facts, which the files do not show");
    }
    if (counts.unknown() > 0 && counts.fail() > 0) {
      limits.add(FindingWording.count(counts.unknown(), "check") + " unknown");
    }
    coverage(provision, findings, assessment, limits);
    return limits;
  }

  /// What of the provision or of the workload was not judged.
  private static void coverage(
      Provision provision, List<Finding> findings, Assessment assessment, List<String> limits) {
    Set<String> own = new HashSet<>(provision.controls());
    Set<String> evaluated = new HashSet<>();
    Set<Integer> practices = new HashSet<>();
    for (ControlDescription control : assessment.controls()) {
      evaluated.add(control.id());
      if (own.contains(control.id())) {
        practices.addAll(control.practices());
      }
    }
    provision.capabilities().forEach(each -> practices.addAll(each.practices()));
    List<String> left =
        provision.controls().stream().filter(each -> !evaluated.contains(each)).toList();
    if (!left.isEmpty()) {
      limits.add("not evaluated: " + String.join(", ", left));
    }
    int gaps = AssessmentGaps.of(assessment).size();
    if (gaps > 0) {
      limits.add("the assessment has " + FindingWording.count(gaps, "gap"));
    }
    unshown(provision, findings, limits);
    for (PracticeState state : PracticeState.values()) {
      List<String> numbers =
          assessment.practices().stream()
              .filter(each -> practices.contains(each.number()) && each.state() == state)
              .map(each -> String.valueOf(each.number()))
              .toList();
      if (state != PracticeState.HOLDS && !numbers.isEmpty()) {
        limits.add(
            (numbers.size() == 1 ? "best practice " : "best practices ")
                + String.join(", ", numbers)
                + ": "
                + FindingWording.practiceState(state));
      }
    }
  }

  /// The parts of the provision for which nothing passed: passes of the other parts say nothing
  /// about them.
  private static void unshown(Provision provision, List<Finding> findings, List<String> limits) {
    Set<String> passed = new HashSet<>();
    findings.stream()
        .filter(each -> each.verdict() == Verdict.PASS && !each.isOnCondition())
        .forEach(each -> passed.add(each.control().id()));
    List<String> names =
        provision.capabilities().stream()
            .filter(each -> each.controls().stream().noneMatch(passed::contains))
            .map(FrameworkDescription.Capability::name)
            .toList();
    // without any pass, the sentence says it
    if (!names.isEmpty() && !passed.isEmpty()) {
      limits.add("nothing in the files shows: " + String.join(", ", names));
    }
  }
}
