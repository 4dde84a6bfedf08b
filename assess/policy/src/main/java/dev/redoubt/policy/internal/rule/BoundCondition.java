package dev.redoubt.policy.internal.rule;

import dev.redoubt.estate.Origin;
import dev.redoubt.policy.syntax.ConditionOperator;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition with resolved names and parameters.
public sealed interface BoundCondition {

  Origin origin();

  record AllOf(List<BoundCondition> rules, Origin origin) implements BoundCondition {
    public AllOf {
      rules = List.copyOf(rules);
    }
  }

  record AnyOf(List<BoundCondition> rules, Origin origin) implements BoundCondition {
    public AnyOf {
      rules = List.copyOf(rules);
    }
  }

  record Not(BoundCondition rule, Origin origin) implements BoundCondition {}

  /// A comparison.
  record Test(
      Subject subject, ConditionOperator operator, TemplateExpression operand, Origin origin)
      implements BoundCondition {}

  /// A condition that is not supported: it is never true and never false.
  record Unsupported(String reason, Origin origin) implements BoundCondition {}

  /// The subject of a comparison.
  sealed interface Subject {

    record Field(FieldReference field) implements Subject {}

    /// A computed value.
    ///
    /// @param text as the policy writes it, for a message
    record Computed(TemplateExpression value, String text) implements Subject {}

    record FieldCount(FieldReference.Alias array, @Nullable BoundCondition where)
        implements Subject {}

    record ValueCount(
        TemplateExpression values, @Nullable String name, @Nullable BoundCondition where)
        implements Subject {}
  }

  /// Whether a part of the condition is not supported.
  default boolean isUnsupported() {
    return switch (this) {
      case Unsupported _ -> true;
      case AllOf(var rules, _) -> rules.stream().anyMatch(BoundCondition::isUnsupported);
      case AnyOf(var rules, _) -> rules.stream().anyMatch(BoundCondition::isUnsupported);
      case Not(var rule, _) -> rule.isUnsupported();
      case Test(Subject.FieldCount(_, var where), _, _, _) ->
          where != null && where.isUnsupported();
      case Test(Subject.ValueCount(_, _, var where), _, _, _) ->
          where != null && where.isUnsupported();
      case Test(Subject.Field _, _, _, _), Test(Subject.Computed _, _, _, _) -> false;
    };
  }
}
