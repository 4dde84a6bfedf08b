package dev.redoubt.findings;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.UnknownCause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of one control for one resource.
///
/// @param id the same in every run for the same control, resource and subject
/// @param origin the location of the value that decided the verdict, or of the resource if the
///   value is in no file
/// @param causes the causes of an unknown verdict; otherwise empty
/// @param when the condition under which a violation applies; null if it applies in any case
/// @param deployments the ids of the deployments that have this finding, in their order
/// @param annotations what is added to the verdict afterwards
public record Finding(
    String id,
    ControlDescription control,
    Resource resource,
    Verdict verdict,
    Origin origin,
    Reason reason,
    List<UnknownCause> causes,
    @Nullable Condition when,
    List<String> deployments,
    Annotations annotations) {

  public Finding {
    causes = List.copyOf(causes);
    deployments = List.copyOf(deployments);
  }

  /// A finding without a condition, before it is assigned to a deployment.
  public Finding(
      String id,
      ControlDescription control,
      Resource resource,
      Verdict verdict,
      Origin origin,
      Reason reason,
      List<UnknownCause> causes) {
    this(id, control, resource, verdict, origin, reason, causes, null, List.of(), Annotations.NONE);
  }

  /// A condition that is unknown before deployment.
  ///
  /// @param text the expression that must be true
  /// @param resolvedBy the input that decides it; empty if nothing before deployment can
  public record Condition(String text, String resolvedBy) {}

  /// What configuration, baseline and fixes add to a verdict.
  ///
  /// @param exemption why a violation or an unknown verdict is accepted; null if it is not
  /// @param conditions the facts about the platform that a pass rests on; empty for a pass without
  ///   condition
  /// @param fix how to fix it in the author's files; null if only the control says how
  /// @param baseline whether the baseline has it; null without a baseline
  /// @param expired an exemption that matches and has expired, so that it accepts nothing; null
  ///   without one, and for an exempt finding
  public record Annotations(
      @Nullable Exemption exemption,
      List<PlatformFact> conditions,
      @Nullable Fix fix,
      @Nullable BaselineState baseline,
      @Nullable Exemption expired) {

    /// No annotations.
    public static final Annotations NONE = new Annotations(null, List.of(), null, null, null);

    public Annotations {
      conditions = List.copyOf(conditions);
    }

    public Annotations withExemption(Exemption other) {
      return new Annotations(other, conditions, fix, baseline, null);
    }

    public Annotations withExpired(Exemption other) {
      return new Annotations(exemption, conditions, fix, baseline, other);
    }

    public Annotations withConditions(List<PlatformFact> others) {
      return new Annotations(exemption, others, fix, baseline, expired);
    }

    public Annotations withFix(Fix other) {
      return new Annotations(exemption, conditions, other, baseline, expired);
    }

    public Annotations withBaseline(BaselineState other) {
      return new Annotations(exemption, conditions, fix, other, expired);
    }
  }

  /// The state of a finding in comparison with a baseline; the words are those of SARIF.
  public enum BaselineState {
    /// The baseline does not have it.
    NEW,
    /// The baseline has it.
    UNCHANGED
  }

  /// Whether this is a pass that rests on a declared fact about the platform.
  public boolean isOnCondition() {
    return !annotations.conditions().isEmpty();
  }

  /// A copy with annotations.
  public Finding withAnnotations(Annotations others) {
    return new Finding(
        id, control, resource, verdict, origin, reason, causes, when, deployments, others);
  }

  /// A copy with another verdict.
  public Finding withVerdict(Verdict other) {
    return new Finding(
        id, control, resource, other, origin, reason, causes, when, deployments, annotations);
  }

  /// A copy with another id.
  public Finding withId(String other) {
    return new Finding(
        other, control, resource, verdict, origin, reason, causes, when, deployments, annotations);
  }

  /// A copy with another reason.
  public Finding withReason(Reason other) {
    return new Finding(
        id, control, resource, verdict, origin, other, causes, when, deployments, annotations);
  }

  /// A copy with a condition.
  public Finding withCondition(@Nullable Condition condition) {
    return new Finding(
        id,
        control,
        resource,
        verdict,
        origin,
        reason,
        causes,
        condition,
        deployments,
        annotations);
  }

  /// A copy that belongs to these deployments.
  public Finding inDeployments(List<String> ids) {
    return new Finding(
        id, control, resource, verdict, origin, reason, causes, when, ids, annotations);
  }
}
