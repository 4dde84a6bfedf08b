package dev.redoubt.http.route;

import jakarta.servlet.http.HttpServletRequest;

/// Renders error responses: JSON for API clients, HTML pages for browsers.
@FunctionalInterface
public interface ErrorRenderer {

  /// Always renders JSON.
  ErrorRenderer JSON = (_, failure) -> failure.json();

  /// Renders an error.
  RouteResponse render(HttpServletRequest request, ErrorResponse failure);
}
