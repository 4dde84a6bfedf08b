package dev.redoubt.policy.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import java.util.List;

/// The `if` of a policy rule, or an `existenceCondition`, as written.
public sealed interface Condition {

  Origin origin();

  record AllOf(List<Condition> conditions, Origin origin) implements Condition {
    public AllOf {
      conditions = List.copyOf(conditions);
    }
  }

  record AnyOf(List<Condition> conditions, Origin origin) implements Condition {
    public AnyOf {
      conditions = List.copyOf(conditions);
    }
  }

  record Not(Condition condition, Origin origin) implements Condition {}

  /// A comparison.
  ///
  /// @param operand what is compared with; may hold expressions
  record Test(Subject subject, Operator operator, Value operand, Origin origin)
      implements Condition {}
}
