package dev.redoubt.http.route;

import jakarta.servlet.http.HttpServletRequest;

/// Shows failures to those who asked: to programs as JSON, to people as pages.
@FunctionalInterface
public interface Face {

  /// To programs alone.
  Face JSON = (_, failure) -> failure.json();

  /// Shows one.
  Answer show(HttpServletRequest request, Failure failure);
}
