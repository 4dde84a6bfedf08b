package dev.redoubt.policy.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import java.util.List;

/// The `if` of a policy rule, or an `existenceCondition`, as written.
public sealed interface PolicyCondition {

  Origin origin();

  record AllOf(List<PolicyCondition> conditions, Origin origin) implements PolicyCondition {
    public AllOf {
      conditions = List.copyOf(conditions);
    }
  }

  record AnyOf(List<PolicyCondition> conditions, Origin origin) implements PolicyCondition {
    public AnyOf {
      conditions = List.copyOf(conditions);
    }
  }

  record Not(PolicyCondition condition, Origin origin) implements PolicyCondition {}

  /// A comparison.
  ///
  /// @param operand the value to compare with; may contain expressions
  record Test(ConditionSubject subject, ConditionOperator operator, Value operand, Origin origin)
      implements PolicyCondition {}
}
