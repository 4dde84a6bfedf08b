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
public record Finding(
    String id,
    ControlDescription control,
    Resource resource,
    Verdict verdict,
    Origin origin,
    Reason reason,
    List<UnknownCause> causes,
    @Nullable Condition when,
    List<String> deployments) {

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
    this(id, control, resource, verdict, origin, reason, causes, null, List.of());
  }

  /// A condition that is unknown before deployment.
  ///
  /// @param text the expression that must be true
  /// @param resolvedBy the input that decides it; empty if nothing before deployment can
  public record Condition(String text, String resolvedBy) {}

  /// A copy with another id.
  public Finding withId(String other) {
    return new Finding(
        other, control, resource, verdict, origin, reason, causes, when, deployments);
  }

  /// A copy with another reason.
  public Finding withReason(Reason other) {
    return new Finding(id, control, resource, verdict, origin, other, causes, when, deployments);
  }

  /// A copy with a condition.
  public Finding withCondition(@Nullable Condition condition) {
    return new Finding(
        id, control, resource, verdict, origin, reason, causes, condition, deployments);
  }

  /// A copy that belongs to these deployments.
  public Finding inDeployments(List<String> ids) {
    return new Finding(id, control, resource, verdict, origin, reason, causes, when, ids);
  }
}
