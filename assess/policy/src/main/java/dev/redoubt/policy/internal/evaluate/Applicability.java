package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.findings.Truth;
import dev.redoubt.policy.internal.rule.FieldReference;
import dev.redoubt.policy.internal.rule.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Whether a policy is about a resource at all, as Azure decides it for its compliance view: only
/// conditions on `type`, `kind` and `name` count, all others are taken as met. Where a rule has
/// conditions on `kind` or `name` alone, every resource is meant; `kind` beside `type` does not
/// count.
///
/// Source: "What is applicability in Azure Policy?", Microsoft Learn, 2025.
public final class Applicability {

  private final RuleEvaluator evaluator;
  private final Set<FieldReference.Name> counting;

  private Applicability(RuleEvaluator evaluator, Set<FieldReference.Name> counting) {
    this.evaluator = evaluator;
    this.counting = counting;
  }

  /// Whether a rule is about the evaluator's resource.
  public static Truth of(Rule rule, RuleEvaluator evaluator) {
    Set<FieldReference.Name> named = EnumSet.noneOf(FieldReference.Name.class);
    collect(rule, named);
    if (!named.contains(FieldReference.Name.TYPE)) {
      return Truth.TRUE;
    }
    if (!named.contains(FieldReference.Name.NAME)) {
      named.remove(FieldReference.Name.KIND);
    }
    return new Applicability(evaluator, named).truth(rule, true);
  }

  /// Whether a rule can be about resources of the type of the evaluator's resource: only conditions
  /// on `type` count. Where not, it holds for none of them.
  public static boolean mayConcernType(Rule rule, RuleEvaluator evaluator) {
    return new Applicability(evaluator, EnumSet.of(FieldReference.Name.TYPE)).truth(rule, true)
        != Truth.FALSE;
  }

  private static void collect(Rule rule, Set<FieldReference.Name> named) {
    switch (rule) {
      case Rule.AllOf(var rules, _) -> rules.forEach(each -> collect(each, named));
      case Rule.AnyOf(var rules, _) -> rules.forEach(each -> collect(each, named));
      case Rule.Not(var inner, _) -> collect(inner, named);
      case Rule.Test test -> {
        FieldReference.Name name = name(test);
        if (name == FieldReference.Name.TYPE
            || name == FieldReference.Name.KIND
            || name == FieldReference.Name.NAME) {
          named.add(name);
        }
      }
      case Rule.Unsupported _ -> {}
    }
  }

  private static FieldReference.@org.jspecify.annotations.Nullable Name name(Rule.Test test) {
    return test.subject() instanceof Rule.Subject.Field(FieldReference.Named(var name, _))
        ? name
        : null;
  }

  /// @param met what a condition that does not count is taken as
  private Truth truth(Rule rule, boolean met) {
    return switch (rule) {
      case Rule.AllOf(var rules, _) -> all(rules, met);
      case Rule.AnyOf(var rules, _) -> any(rules, met);
      case Rule.Not(var inner, _) -> truth(inner, !met).not();
      case Rule.Test test -> {
        FieldReference.Name name = name(test);
        yield name != null && counting.contains(name) ? evaluator.truth(test) : Truth.of(met);
      }
      case Rule.Unsupported _ -> Truth.of(met);
    };
  }

  private Truth all(List<Rule> rules, boolean met) {
    Truth truth = Truth.TRUE;
    for (Rule rule : rules) {
      truth = truth.and(truth(rule, met));
    }
    return truth;
  }

  private Truth any(List<Rule> rules, boolean met) {
    Truth truth = Truth.FALSE;
    for (Rule rule : rules) {
      truth = truth.or(truth(rule, met));
    }
    return truth;
  }
}
