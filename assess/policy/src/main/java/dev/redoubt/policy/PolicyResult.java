package dev.redoubt.policy;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Reason;
import java.util.List;

/// The result of evaluating one policy for one resource. Reasons are computed when they are first
/// used.
///
/// @param effect the effect of the policy
/// @param explanation computes the reasons
public record PolicyResult(ComplianceState state, PolicyEffect effect, LazyReason explanation) {

  /// The reason for the state.
  public Reason reason() {
    return explanation.reason();
  }

  /// The causes of an unknown state, most relevant first; otherwise empty.
  public List<UnknownCause> causes() {
    return explanation.causes();
  }

  /// The location of the deciding value, otherwise of the resource.
  public Origin origin() {
    return explanation.origin();
  }
}
