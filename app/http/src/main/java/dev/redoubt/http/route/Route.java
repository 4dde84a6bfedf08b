package dev.redoubt.http.route;

import java.util.Objects;

/// An HTTP endpoint: method, path pattern, required permission and handler.
///
/// @param path a [PathPattern]: `/api/x/{name}`, `/api/y/{*rest}`
/// @param kind the kind of load that it causes
public record Route(
    HttpMethod method,
    String path,
    RoutePermission permission,
    RouteHandler handler,
    RequestKind kind) {

  /// @throws IllegalArgumentException if the path is malformed
  public Route {
    Objects.requireNonNull(method);
    Objects.requireNonNull(permission);
    Objects.requireNonNull(handler);
    Objects.requireNonNull(kind);
    PathPattern.of(path);
  }

  /// Creates a route for short requests.
  public Route(HttpMethod method, String path, RoutePermission permission, RouteHandler handler) {
    this(method, path, permission, handler, RequestKind.REQUEST);
  }

  /// Returns a copy with another kind of load.
  public Route as(RequestKind other) {
    return new Route(method, path, permission, handler, other);
  }

  /// Parses the path.
  PathPattern pattern() {
    return PathPattern.of(path);
  }
}
