package dev.redoubt.policy.internal.rule;

import dev.redoubt.estate.Origin;
import dev.redoubt.policy.syntax.Operator;
import dev.redoubt.template.syntax.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition whose names and parameters are settled.
public sealed interface Rule {

  Origin origin();

  record AllOf(List<Rule> rules, Origin origin) implements Rule {
    public AllOf {
      rules = List.copyOf(rules);
    }
  }

  record AnyOf(List<Rule> rules, Origin origin) implements Rule {
    public AnyOf {
      rules = List.copyOf(rules);
    }
  }

  record Not(Rule rule, Origin origin) implements Rule {}

  /// A comparison.
  record Test(Subject subject, Operator operator, Expression operand, Origin origin)
      implements Rule {}

  /// A condition that cannot be evaluated here: it is never true and never false.
  record Unsupported(String reason, Origin origin) implements Rule {}

  /// What a comparison looks at.
  sealed interface Subject {

    record Field(FieldReference field) implements Subject {}

    /// A value that is computed.
    ///
    /// @param text as the policy writes it, for a message
    record Computed(Expression value, String text) implements Subject {}

    record FieldCount(FieldReference.Alias array, @Nullable Rule where) implements Subject {}

    record ValueCount(Expression values, @Nullable String name, @Nullable Rule where)
        implements Subject {}
  }

  /// Whether a part of it cannot be evaluated.
  default boolean isUnsupported() {
    return switch (this) {
      case Unsupported _ -> true;
      case AllOf(var rules, _) -> rules.stream().anyMatch(Rule::isUnsupported);
      case AnyOf(var rules, _) -> rules.stream().anyMatch(Rule::isUnsupported);
      case Not(var rule, _) -> rule.isUnsupported();
      case Test(Subject.FieldCount(_, var where), _, _, _) ->
          where != null && where.isUnsupported();
      case Test(Subject.ValueCount(_, _, var where), _, _, _) ->
          where != null && where.isUnsupported();
      case Test(Subject.Field _, _, _, _), Test(Subject.Computed _, _, _, _) -> false;
    };
  }
}
