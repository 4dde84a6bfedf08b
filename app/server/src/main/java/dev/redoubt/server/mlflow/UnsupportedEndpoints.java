package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// MLflow endpoints that this registry does not support. They respond with "not implemented", and
/// clients continue without them: a client that exports traces stops doing so, for example.
final class UnsupportedEndpoints {

  private static final String CODE = "NOT_IMPLEMENTED";

  private static final RoutePermission NOTHING =
      new RoutePermission.SignedIn("not implemented; returns an error");

  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE);

  /// Unsupported path prefixes with their API version, and a description.
  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          Map.entry("2.0/mlflow/traces", "traces"),
          Map.entry("3.0/mlflow/traces", "traces"),
          Map.entry("2.0/mlflow/webhooks", "webhooks"),
          Map.entry("3.0/mlflow/datasets", "evaluation datasets"),
          Map.entry("3.0/mlflow/gateway", "the gateway"),
          Map.entry("3.0/mlflow/issues", "issues"),
          Map.entry("3.0/mlflow/label-schemas", "label schemas"),
          Map.entry("3.0/mlflow/mcp-servers", "MCP servers"),
          Map.entry("3.0/mlflow/prompt-optimization", "prompt optimization"),
          Map.entry("3.0/mlflow/review-queues", "review queues"),
          Map.entry("3.0/mlflow/scorers", "scorers"),
          Map.entry("3.0/mlflow/workspaces", "workspaces"),
          Map.entry("3.0/mlflow/users", "users"));

  private UnsupportedEndpoints() {}

  static List<Route> all() {
    Stream<Route> families =
        FAMILIES.entrySet().stream().flatMap(family -> routes(family.getKey(), family.getValue()));
    Route spans = new Route(HttpMethod.POST, "/v1/traces", NOTHING, _ -> response("traces"));
    return Stream.concat(families, Stream.of(spans)).toList();
  }

  private static Stream<Route> routes(String path, String what) {
    String version = path.substring(0, path.indexOf('/'));
    String below = path.substring(path.indexOf('/') + 1) + "/{*rest}";
    return METHODS.stream()
        .map(method -> new MlflowEndpoint(method, version, below, NOTHING, _ -> response(what)))
        .flatMap(MlflowEndpoint::routes);
  }

  private static RouteResponse response(String what) {
    return RouteResponse.json(
        501,
        MlflowJson.object()
            .put("error_code", CODE)
            .put("message", what + ": not supported by this registry"));
  }
}
