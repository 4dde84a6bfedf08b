package dev.redoubt.http.route;

import dev.redoubt.access.Target;

/// Finds what a call is about.
@FunctionalInterface
public interface Finder {

  /// The target, as far as it exists for who asks.
  ///
  /// @throws dev.redoubt.access.RefusedException if it does not, or cannot be told from the call
  Target find(Call call);
}
