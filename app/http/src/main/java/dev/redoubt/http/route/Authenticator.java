package dev.redoubt.http.route;

import jakarta.servlet.http.HttpServletRequest;

/// Authenticates requests.
@FunctionalInterface
public interface Authenticator {

  /// Authenticates a request. Never throws for malformed input.
  AuthenticationResult of(HttpServletRequest request);

  /// Whether the browser added the credentials by itself, as it does with cookies: then another
  /// site may have caused the request (CSRF).
  default boolean isAmbient(HttpServletRequest request) {
    return false;
  }
}
