package dev.redoubt.http.route;

import dev.redoubt.access.AuthorizationResource;

/// Finds what a call is about.
@FunctionalInterface
public interface ResourceResolver {

  /// The target, as far as it exists for who asks.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if it does not, or cannot be told from the
  ///   call
  AuthorizationResource find(RouteRequest call);
}
