package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.FieldReference;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;

/// Decides whether a condition can hold for resources of a type: only conditions on the type are
/// evaluated, all others are treated as met. It is far cheaper than to compile the condition, and
/// most policies concern few types.
final class TypeApplicability {

  private final StringValue type;

  private TypeApplicability(ResourceType type) {
    this.type = new StringValue(PolicyResourceType.of(type), Origin.NONE.packed());
  }

  static boolean mayConcern(BoundCondition condition, ResourceType type) {
    return new TypeApplicability(type).outcome(condition, true) != ConditionOutcome.FALSE;
  }

  /// @param met the outcome of the other conditions
  private ConditionOutcome outcome(BoundCondition condition, boolean met) {
    return switch (condition) {
      case BoundCondition.AllOf(var parts, _) -> all(parts, met);
      case BoundCondition.AnyOf(var parts, _) -> any(parts, met);
      case BoundCondition.Not(var inner, _) -> outcome(inner, !met).not();
      case BoundCondition.Test test -> {
        boolean isType = RuleCompiler.name(test) == FieldReference.Name.TYPE;
        yield isType && test.operand() instanceof TemplateExpression.Literal(var operand)
            ? outcome(test, operand)
            : ConditionOutcome.of(met);
      }
      case BoundCondition.Unsupported _ -> ConditionOutcome.of(met);
    };
  }

  private ConditionOutcome outcome(BoundCondition.Test test, Value operand) {
    return OperatorComparison.test(test.operator(), type, operand);
  }

  private ConditionOutcome all(List<BoundCondition> parts, boolean met) {
    ConditionOutcome outcome = ConditionOutcome.TRUE;
    for (BoundCondition part : parts) {
      outcome = outcome.and(outcome(part, met));
    }
    return outcome;
  }

  private ConditionOutcome any(List<BoundCondition> parts, boolean met) {
    ConditionOutcome outcome = ConditionOutcome.FALSE;
    for (BoundCondition part : parts) {
      outcome = outcome.or(outcome(part, met));
    }
    return outcome;
  }
}
