package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RouteHandler;
import dev.redoubt.http.route.RoutePermission;
import java.util.List;
import java.util.stream.Stream;

/// An MLflow endpoint, which becomes several routes.
///
/// @param version of the API, `2.0` or `3.0`
/// @param path below `/api/2.0/`, for example `mlflow/runs/create`
record MlflowEndpoint(
    HttpMethod method,
    String version,
    String path,
    RoutePermission permission,
    RouteHandler handler) {

  /// MLflow's own pages use the second prefix; some clients do, too.
  private static final List<String> ROOTS = List.of("/api/", "/ajax-api/");

  static MlflowEndpoint get(String path, RoutePermission permission, RouteHandler handler) {
    return new MlflowEndpoint(HttpMethod.GET, "2.0", "mlflow/" + path, permission, handler);
  }

  static MlflowEndpoint post(String path, RoutePermission permission, RouteHandler handler) {
    return new MlflowEndpoint(HttpMethod.POST, "2.0", "mlflow/" + path, permission, handler);
  }

  static MlflowEndpoint patch(String path, RoutePermission permission, RouteHandler handler) {
    return new MlflowEndpoint(HttpMethod.PATCH, "2.0", "mlflow/" + path, permission, handler);
  }

  static MlflowEndpoint delete(String path, RoutePermission permission, RouteHandler handler) {
    return new MlflowEndpoint(HttpMethod.DELETE, "2.0", "mlflow/" + path, permission, handler);
  }

  /// Returns the routes.
  Stream<Route> routes() {
    return ROOTS.stream()
        .map(root -> new Route(method, root + version + "/" + path, permission, handler));
  }
}
