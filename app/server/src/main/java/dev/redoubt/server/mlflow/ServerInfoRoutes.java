package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.RequestKind;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import java.util.List;
import java.util.stream.Stream;

/// Routes about the server itself: health, version and features.
final class ServerInfoRoutes {

  /// The MLflow version whose protocol the server implements.
  static final String VERSION = "3.17.2";

  private static final String TEXT = "text/plain";

  private static final RoutePermission PROBE =
      new RoutePermission.Anybody(
          "probes have no token; the response reveals only that the server is up");

  private static final RoutePermission FIRST =
      new RoutePermission.Anybody(
          "clients request it before they authenticate; it is the same for every server");

  private static final RoutePermission INFO =
      new RoutePermission.SignedIn("lists features of the server, no stored data");

  private ServerInfoRoutes() {}

  static List<Route> all() {
    return Stream.concat(
            Stream.of(
                new Route(
                        HttpMethod.GET, "/health", PROBE, _ -> RouteResponse.text(200, TEXT, "OK"))
                    .as(RequestKind.PROBE),
                new Route(
                    HttpMethod.GET,
                    "/version",
                    FIRST,
                    _ -> RouteResponse.text(200, TEXT, VERSION))),
            new MlflowEndpoint(
                    HttpMethod.GET, "3.0", "mlflow/server-info", INFO, ServerInfoRoutes::info)
                .routes())
        .toList();
  }

  private static RouteResponse info(RouteRequest request) {
    return RouteResponse.json(
        MlflowJson.object()
            .put("store_type", "SqlStore")
            .put("workspaces_enabled", false)
            .put("trace_archival_enabled", false)
            .put("multipart_uploads_enabled", true)
            .put("multipart_downloads_enabled", false)
            .set("features_enabled", MlflowJson.object().put("gateway", false)));
  }
}
