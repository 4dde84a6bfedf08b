package dev.redoubt.policy;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Reason;
import java.util.List;

/// What came of evaluating one policy for one resource. Reasons are made when they are asked for.
///
/// @param effect the effect of the policy
/// @param explanation makes the reasons
public record PolicyResult(ComplianceState state, PolicyEffect effect, LazyReason explanation) {

  /// Why the state is what it is.
  public Reason reason() {
    return explanation.reason();
  }

  /// What would have to be known, most telling first; empty where nothing is missing.
  public List<UnknownCause> causes() {
    return explanation.causes();
  }

  /// The line to look at: the value that decided, else the resource.
  public Origin origin() {
    return explanation.origin();
  }
}
