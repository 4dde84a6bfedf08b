package dev.redoubt.policy;

import dev.redoubt.estate.Problem;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.ExistenceRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A policy definition with resolved parameters, aliases and effect.
///
/// @param effect the effect; [PolicyEffect#UNKNOWN] if it cannot be determined
/// @param rule the condition
/// @param existence the related resource of `auditIfNotExists`; null for other effects
/// @param refusal the reason that the policy cannot be evaluated at all, or null
/// @param problems everything that cannot be evaluated, including the refusal
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

  /// Whether the whole policy can be evaluated. A policy that is not supported may still be known
  /// not to apply to a resource.
  public boolean isSupported() {
    return problems.isEmpty();
  }
}
