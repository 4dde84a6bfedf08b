package dev.redoubt.policy.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// What a condition looks at, as written.
public sealed interface ConditionSubject {

  Origin origin();

  /// A property of the resource.
  ///
  /// @param name a name, an alias, or an expression that yields one
  record Field(String name, Origin origin) implements ConditionSubject {}

  /// A value that is computed; may hold expressions.
  record Computed(Value value, Origin origin) implements ConditionSubject {}

  /// How many elements of an array of the resource meet a condition.
  ///
  /// @param field an alias that ends in, or contains, `[*]`
  /// @param where the condition, or null where all elements count
  record FieldCount(String field, @Nullable PolicyCondition where, Origin origin)
      implements ConditionSubject {}

  /// How many of some values meet a condition.
  ///
  /// @param values an array, or an expression that yields one
  /// @param name what `current('name')` calls the value at hand, or null
  record ValueCount(
      Value values, @Nullable String name, @Nullable PolicyCondition where, Origin origin)
      implements ConditionSubject {}
}
