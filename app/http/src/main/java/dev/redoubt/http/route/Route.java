package dev.redoubt.http.route;

import java.util.Objects;

/// One thing that the server does.
///
/// @param path a [PathPattern]: `/api/x/{name}`, `/api/y/{*rest}`
/// @param load what it asks of the server
public record Route(
    HttpMethod method,
    String path,
    RoutePermission permission,
    RouteHandler handler,
    RequestKind load) {

  /// @throws IllegalArgumentException if the path is no pattern
  public Route {
    Objects.requireNonNull(method);
    Objects.requireNonNull(permission);
    Objects.requireNonNull(handler);
    Objects.requireNonNull(load);
    PathPattern.of(path);
  }

  /// A short question.
  public Route(HttpMethod method, String path, RoutePermission permission, RouteHandler handler) {
    this(method, path, permission, handler, RequestKind.QUESTION);
  }

  /// The same, as another load.
  public Route as(RequestKind other) {
    return new Route(method, path, permission, handler, other);
  }

  /// Reads the path.
  PathPattern pattern() {
    return PathPattern.of(path);
  }
}
