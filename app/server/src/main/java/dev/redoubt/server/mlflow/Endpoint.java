package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.Handler;
import dev.redoubt.http.route.Method;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
import java.util.List;
import java.util.stream.Stream;

/// One of MLflow's endpoints.
///
/// @param version of its interface, `2.0` or `3.0`
/// @param path below `/api/2.0/`, for example `mlflow/runs/create`
record Endpoint(
    Method method, String version, String path, Permission permission, Handler handler) {

  /// MLflow's own pages ask below the second one; some clients do, too.
  private static final List<String> ROOTS = List.of("/api/", "/ajax-api/");

  static Endpoint get(String path, Permission permission, Handler handler) {
    return new Endpoint(Method.GET, "2.0", "mlflow/" + path, permission, handler);
  }

  static Endpoint post(String path, Permission permission, Handler handler) {
    return new Endpoint(Method.POST, "2.0", "mlflow/" + path, permission, handler);
  }

  static Endpoint patch(String path, Permission permission, Handler handler) {
    return new Endpoint(Method.PATCH, "2.0", "mlflow/" + path, permission, handler);
  }

  static Endpoint delete(String path, Permission permission, Handler handler) {
    return new Endpoint(Method.DELETE, "2.0", "mlflow/" + path, permission, handler);
  }

  /// As the server has it.
  Stream<Route> routes() {
    return ROOTS.stream()
        .map(root -> new Route(method, root + version + "/" + path, permission, handler));
  }
}
