package dev.redoubt.policy;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.policy.internal.evaluate.CompiledRule;
import dev.redoubt.policy.internal.evaluate.CompiledRules;
import dev.redoubt.policy.internal.evaluate.ExistenceRule;
import dev.redoubt.policy.internal.rule.BoundCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A policy definition with resolved parameters, aliases and effect. Thread-safe.
public final class BoundPolicy {

  private final PolicyDefinition definition;
  private final PolicyEffect effect;
  private final @Nullable String refusal;
  private final List<Problem> problems;
  private final CompiledRules compiled;
  private final boolean indexed;

  /// @param effect the effect
  /// @param rule the condition
  /// @param refusal the reason that the policy cannot be evaluated at all, or null
  /// @param problems everything that cannot be evaluated, including the refusal
  BoundPolicy(
      PolicyDefinition definition,
      PolicyEffect effect,
      BoundCondition rule,
      @Nullable String refusal,
      List<Problem> problems) {
    this.definition = definition;
    this.effect = effect;
    this.refusal = refusal;
    this.problems = List.copyOf(problems);
    this.compiled = new CompiledRules(rule);
    this.indexed = PropertyName.same(definition.mode(), "Indexed");
  }

  public PolicyDefinition definition() {
    return definition;
  }

  public PolicyEffect effect() {
    return effect;
  }

  /// Whether a part of the condition, or of the condition for a related resource, is not supported.
  boolean hasUnsupportedCondition() {
    ExistenceRule related = effect.related();
    return compiled.isUnsupported()
        || (related != null && related.condition() != null && related.condition().isUnsupported());
  }

  public @Nullable String refusal() {
    return refusal;
  }

  public List<Problem> problems() {
    return problems;
  }

  /// Whether the whole policy can be evaluated. A policy that is not supported may still be known
  /// not to apply to a resource.
  public boolean isSupported() {
    return problems.isEmpty();
  }

  /// Whether the mode is `Indexed`: only types with tags and a location are evaluated.
  boolean isIndexed() {
    return indexed;
  }

  /// Whether the condition can hold for resources of a type.
  boolean mayConcern(ResourceType type) {
    return compiled.mayConcern(type);
  }

  /// The rule for the type and the API version of a resource.
  CompiledRule compiledFor(ResourceView view) {
    return compiled.of(view);
  }
}
