package dev.redoubt.http.route;

import jakarta.servlet.http.HttpServletRequest;

/// Shows failures to those who asked: to programs as JSON, to people as pages.
@FunctionalInterface
public interface ErrorRenderer {

  /// To programs alone.
  ErrorRenderer JSON = (_, failure) -> failure.json();

  /// Shows one.
  RouteResponse show(HttpServletRequest request, ErrorResponse failure);
}
