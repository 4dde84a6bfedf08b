package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.PropertyName;
import org.jspecify.annotations.Nullable;

/// The aliases that are counted around a condition, innermost first.
///
/// @param name the alias with its `[*]`, as written
/// @param steps the number of path steps to the element
/// @param outer the enclosing counts, or null
record CountedAliases(String name, int steps, @Nullable CountedAliases outer) {

  /// The innermost count whose element, or a part of it, an alias names; or null.
  static @Nullable CountedAliases holding(@Nullable CountedAliases innermost, String alias) {
    for (CountedAliases counted = innermost; counted != null; counted = counted.outer) {
      if (holds(counted.name, alias)) {
        return counted;
      }
    }
    return null;
  }

  /// The counted aliases of a scope.
  static @Nullable CountedAliases of(@Nullable CountScope scope, TypeBinding binding) {
    if (scope == null) {
      return null;
    }
    CountedAliases outer = of(scope.outer(), binding);
    return scope.isField() && scope.name() != null
        ? new CountedAliases(scope.name(), binding.steps(scope.name()), outer)
        : outer;
  }

  private static boolean holds(String counted, String alias) {
    return alias.length() >= counted.length()
        && PropertyName.same(alias.substring(0, counted.length()), counted)
        && (alias.length() == counted.length()
            || alias.charAt(counted.length()) == '.'
            || alias.charAt(counted.length()) == '[');
  }
}
