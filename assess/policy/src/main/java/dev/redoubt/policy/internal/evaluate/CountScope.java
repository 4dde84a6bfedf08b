package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// The current element of a `count`, and the enclosing counts.
///
/// @param name the counted alias with its `[*]`, or the name of a value count; null if it has none
/// @param isField whether an alias is counted
/// @param element the current element
/// @param outer the enclosing count, or null
record CountScope(
    @Nullable String name, boolean isField, Value element, @Nullable CountScope outer) {

  /// The value from which a field is read: the element of an enclosing `count` of an alias, or the
  /// payload.
  static @Nullable Value start(
      EvaluationFrame frame, @Nullable CountScope scope, @Nullable String counted) {
    if (counted == null) {
      return frame.body();
    }
    for (CountScope each = scope; each != null; each = each.outer) {
      if (each.isField && counted.equals(each.name)) {
        return each.element;
      }
    }
    throw new IllegalStateException("there is no `count` of `" + counted + "`");
  }

  /// The innermost scope with a name, or null.
  static @Nullable CountScope named(@Nullable CountScope innermost, String name) {
    for (CountScope scope = innermost; scope != null; scope = scope.outer) {
      if (scope.name != null && PropertyName.same(scope.name, name)) {
        return scope;
      }
    }
    return null;
  }
}
