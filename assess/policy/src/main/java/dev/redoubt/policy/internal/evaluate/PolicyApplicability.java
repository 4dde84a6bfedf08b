package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.FieldReference;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Decides whether a policy applies to a resource, as in the compliance view of Azure: only
/// conditions on `type`, `kind` and `name` are evaluated, all others are treated as met. A rule
/// with conditions only on `kind` or `name` applies to all resources; `kind` is ignored if there is
/// a `type`.
///
/// Source: "What is applicability in Azure Policy?", Microsoft Learn, 2025.
public final class PolicyApplicability {

  private final RuleEvaluator evaluator;
  private final Set<FieldReference.Name> counting;

  private PolicyApplicability(RuleEvaluator evaluator, Set<FieldReference.Name> counting) {
    this.evaluator = evaluator;
    this.counting = counting;
  }

  /// Whether a rule applies to the resource of the evaluator.
  public static TruthValue of(BoundCondition rule, RuleEvaluator evaluator) {
    Set<FieldReference.Name> named = EnumSet.noneOf(FieldReference.Name.class);
    collect(rule, named);
    if (!named.contains(FieldReference.Name.TYPE)) {
      return TruthValue.TRUE;
    }
    if (!named.contains(FieldReference.Name.NAME)) {
      named.remove(FieldReference.Name.KIND);
    }
    return new PolicyApplicability(evaluator, named).truth(rule, true);
  }

  /// Whether a rule can apply to resources of the type of the evaluator's resource: only conditions
  /// on `type` are evaluated. If not, it holds for none of them.
  public static boolean mayConcernType(BoundCondition rule, RuleEvaluator evaluator) {
    return new PolicyApplicability(evaluator, EnumSet.of(FieldReference.Name.TYPE))
            .truth(rule, true)
        != TruthValue.FALSE;
  }

  private static void collect(BoundCondition rule, Set<FieldReference.Name> named) {
    switch (rule) {
      case BoundCondition.AllOf(var rules, _) -> rules.forEach(each -> collect(each, named));
      case BoundCondition.AnyOf(var rules, _) -> rules.forEach(each -> collect(each, named));
      case BoundCondition.Not(var inner, _) -> collect(inner, named);
      case BoundCondition.Test test -> {
        FieldReference.Name name = name(test);
        if (name == FieldReference.Name.TYPE
            || name == FieldReference.Name.KIND
            || name == FieldReference.Name.NAME) {
          named.add(name);
        }
      }
      case BoundCondition.Unsupported _ -> {}
    }
  }

  private static FieldReference.@org.jspecify.annotations.Nullable Name name(
      BoundCondition.Test test) {
    return test.subject() instanceof BoundCondition.Subject.Field(FieldReference.Named(var name, _))
        ? name
        : null;
  }

  /// @param met the value of conditions that are not evaluated
  private TruthValue truth(BoundCondition rule, boolean met) {
    return switch (rule) {
      case BoundCondition.AllOf(var rules, _) -> all(rules, met);
      case BoundCondition.AnyOf(var rules, _) -> any(rules, met);
      case BoundCondition.Not(var inner, _) -> truth(inner, !met).not();
      case BoundCondition.Test test -> {
        FieldReference.Name name = name(test);
        yield name != null && counting.contains(name) ? evaluator.truth(test) : TruthValue.of(met);
      }
      case BoundCondition.Unsupported _ -> TruthValue.of(met);
    };
  }

  private TruthValue all(List<BoundCondition> rules, boolean met) {
    TruthValue truth = TruthValue.TRUE;
    for (BoundCondition rule : rules) {
      truth = truth.and(truth(rule, met));
    }
    return truth;
  }

  private TruthValue any(List<BoundCondition> rules, boolean met) {
    TruthValue truth = TruthValue.FALSE;
    for (BoundCondition rule : rules) {
      truth = truth.or(truth(rule, met));
    }
    return truth;
  }
}
