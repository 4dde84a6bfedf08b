package dev.redoubt.policy.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// The subject of a condition, as written.
public sealed interface ConditionSubject {

  Origin origin();

  /// A property of the resource.
  ///
  /// @param name a name, an alias, or an expression that returns one
  record Field(String name, Origin origin) implements ConditionSubject {}

  /// A computed value; may contain expressions.
  record Computed(Value value, Origin origin) implements ConditionSubject {}

  /// The number of elements of an array of the resource that meet a condition.
  ///
  /// @param field an alias that ends in, or contains, `[*]`
  /// @param where the condition, or null to count all elements
  record FieldCount(String field, @Nullable PolicyCondition where, Origin origin)
      implements ConditionSubject {}

  /// The number of values that meet a condition.
  ///
  /// @param values an array, or an expression that returns one
  /// @param name the name of the current value for `current('name')`, or null
  record ValueCount(
      Value values, @Nullable String name, @Nullable PolicyCondition where, Origin origin)
      implements ConditionSubject {}
}
