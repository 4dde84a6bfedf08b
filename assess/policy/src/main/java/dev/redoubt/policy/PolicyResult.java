package dev.redoubt.policy;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of evaluating one policy for one resource. The reasons are computed when they are
/// first used. Thread-safe.
public final class PolicyResult {

  /// Computes the reason and the causes of a result.
  interface Explainer {
    Explanation explain(PolicyResult result);
  }

  /// @param causes the causes of an unknown state, most relevant first; otherwise empty
  record Explanation(Reason reason, List<UnknownCause> causes) {}

  private final ComplianceState state;
  private final BoundPolicy policy;
  private final Resource resource;
  private final Explainer explainer;
  private volatile @Nullable Explanation explanation;

  PolicyResult(ComplianceState state, BoundPolicy policy, Resource resource, Explainer explainer) {
    this.state = state;
    this.policy = policy;
    this.resource = resource;
    this.explainer = explainer;
  }

  public ComplianceState state() {
    return state;
  }

  public BoundPolicy policy() {
    return policy;
  }

  public Resource resource() {
    return resource;
  }

  /// The effect of the policy.
  public PolicyEffect effect() {
    return policy.effect();
  }

  private Explanation explanation() {
    Explanation computed = explanation;
    if (computed == null) {
      computed = explainer.explain(this);
      explanation = computed;
    }
    return computed;
  }

  /// The reason for the state.
  public Reason reason() {
    return explanation().reason();
  }

  /// The causes of an unknown state, most relevant first; otherwise empty.
  public List<UnknownCause> causes() {
    return explanation().causes();
  }

  /// The location of the deciding value, otherwise of the resource.
  public Origin origin() {
    Origin origin = reason().root().origin();
    return origin.isWritten() ? origin : resource.origin();
  }
}
