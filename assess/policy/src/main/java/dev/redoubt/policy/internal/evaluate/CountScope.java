package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// The current element of a `count`, and the enclosing counts.
///
/// @param name the counted alias with its `[*]`, or the name of a value count; null if it has none
/// @param steps the number of alias steps to the element; 0 in a value count
/// @param element the current element
/// @param outer the enclosing count, or null
record CountScope(@Nullable String name, int steps, Value element, @Nullable CountScope outer) {

  /// The innermost scope whose element, or a part of it, an alias names; or null.
  static @Nullable CountScope holding(@Nullable CountScope innermost, String alias) {
    for (CountScope scope = innermost; scope != null; scope = scope.outer) {
      if (scope.steps > 0 && scope.name != null && holds(scope.name, alias)) {
        return scope;
      }
    }
    return null;
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

  private static boolean holds(String counted, String alias) {
    return alias.length() >= counted.length()
        && PropertyName.same(alias.substring(0, counted.length()), counted)
        && (alias.length() == counted.length()
            || alias.charAt(counted.length()) == '.'
            || alias.charAt(counted.length()) == '[');
  }
}
