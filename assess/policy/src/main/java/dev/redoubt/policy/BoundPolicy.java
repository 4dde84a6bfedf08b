package dev.redoubt.policy;

import dev.redoubt.estate.Problem;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.ExistenceRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A policy with its parameters, aliases and effect settled.
///
/// @param effect what it does; [PolicyEffect#UNKNOWN] where that cannot be told
/// @param rule the condition
/// @param existence what `auditIfNotExists` looks for; null for other effects
/// @param refusal why the policy as a whole cannot be evaluated, or null
/// @param problems all that cannot be evaluated of it, the refusal included
public record BoundPolicy(
    PolicyDefinition definition,
    PolicyEffect effect,
    BoundCondition rule,
    @Nullable ExistenceRule existence,
    @Nullable String refusal,
    List<Problem> problems) {

  public BoundPolicy {
    problems = List.copyOf(problems);
  }

  /// Whether all of it can be evaluated. A policy that is not supported may still be known not to
  /// apply to a resource.
  public boolean isSupported() {
    return problems.isEmpty();
  }
}
