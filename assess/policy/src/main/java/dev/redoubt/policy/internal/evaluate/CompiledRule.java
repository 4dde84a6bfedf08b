package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.FieldReference;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The condition of a policy for one resource type and API version.
///
/// A policy applies to a resource as in the compliance view of Azure: only conditions on `type`,
/// `kind` and `name` are evaluated, all others are treated as met. A rule with conditions only on
/// `kind` or `name` applies to all resources; `kind` is ignored if there is a `type`.
///
/// Source: "What is applicability in Azure Policy?", Microsoft Learn, 2025.
public final class CompiledRule {

  private final TypeBinding binding;
  private final BoundCondition source;
  private final boolean mayConcernType;

  // Compiled on first use; two threads may compile the same twice.
  private volatile @Nullable ConditionNode node;
  private volatile @Nullable ConditionNode applicability;

  CompiledRule(BoundCondition source, ResourceView view) {
    this.binding = new TypeBinding(view);
    this.source = source;
    this.mayConcernType = TypeApplicability.mayConcern(source, view.resource().type());
  }

  private static void collect(BoundCondition rule, Set<FieldReference.Name> named) {
    switch (rule) {
      case BoundCondition.AllOf(var rules, _) -> rules.forEach(each -> collect(each, named));
      case BoundCondition.AnyOf(var rules, _) -> rules.forEach(each -> collect(each, named));
      case BoundCondition.Not(var inner, _) -> collect(inner, named);
      case BoundCondition.Test test -> {
        FieldReference.Name name = RuleCompiler.name(test);
        if (name == FieldReference.Name.TYPE
            || name == FieldReference.Name.KIND
            || name == FieldReference.Name.NAME) {
          named.add(name);
        }
      }
      case BoundCondition.Unsupported _ -> {}
    }
  }

  boolean fits(ResourceView view) {
    return binding.fits(view);
  }

  ConditionNode node() {
    ConditionNode compiled = node;
    if (compiled == null) {
      compiled = new RuleCompiler(binding).compile(source);
      node = compiled;
    }
    return compiled;
  }

  private ConditionNode applicability() {
    ConditionNode compiled = applicability;
    if (compiled == null) {
      Set<FieldReference.Name> named = EnumSet.noneOf(FieldReference.Name.class);
      collect(source, named);
      if (!named.contains(FieldReference.Name.TYPE)) {
        named.clear();
      } else if (!named.contains(FieldReference.Name.NAME)) {
        named.remove(FieldReference.Name.KIND);
      }
      compiled = new RuleCompiler(binding).compileOnly(source, named::contains);
      applicability = compiled;
    }
    return compiled;
  }

  /// Whether the rule can hold for resources of the type.
  public boolean mayConcernType() {
    return mayConcernType;
  }

  /// Whether the rule holds.
  public ConditionOutcome evaluate(EvaluationFrame frame) {
    return node().evaluate(frame, null);
  }

  /// Whether the rule applies to the resource.
  public ConditionOutcome applies(EvaluationFrame frame) {
    return applicability().evaluate(frame, null);
  }
}
