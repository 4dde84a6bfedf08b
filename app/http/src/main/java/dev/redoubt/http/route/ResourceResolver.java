package dev.redoubt.http.route;

import dev.redoubt.access.AuthorizationResource;

/// Finds the resource that a request is about, for authorization.
@FunctionalInterface
public interface ResourceResolver {

  /// Returns the resource, if it is visible to the caller.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if it is not, or if the request does not
  ///   identify it
  AuthorizationResource find(RouteRequest request);
}
