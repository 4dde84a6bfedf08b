package dev.redoubt.http.route;

import jakarta.servlet.http.HttpServletRequest;

/// Finds out who sends a request.
@FunctionalInterface
public interface Authenticator {

  /// Who it is. Nothing that a request holds makes this throw.
  AuthenticationResult of(HttpServletRequest request);

  /// Whether what says so was added by a browser, which does that whoever made it send the request:
  /// then somebody else may have.
  default boolean isAmbient(HttpServletRequest request) {
    return false;
  }
}
