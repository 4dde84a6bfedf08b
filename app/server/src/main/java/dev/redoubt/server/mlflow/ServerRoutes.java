package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Load;
import dev.redoubt.http.route.Method;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
import java.util.List;
import java.util.stream.Stream;

/// What clients ask a server about itself.
final class ServerRoutes {

  /// The version of MLflow whose protocol this is.
  static final String VERSION = "3.17.2";

  private static final String TEXT = "text/plain";

  private static final Permission PROBE =
      new Permission.Anybody("whoever watches a server has no token, and learns that it is there");

  private static final Permission FIRST =
      new Permission.Anybody("clients ask before they sign in; it is the same for every server");

  private static final Permission INFO =
      new Permission.SignedIn("what this server can do; nothing of what it keeps");

  private ServerRoutes() {}

  static List<Route> all() {
    return Stream.concat(
            Stream.of(
                new Route(Method.GET, "/health", PROBE, _ -> Answer.text(200, TEXT, "OK"))
                    .as(Load.PROBE),
                new Route(Method.GET, "/version", FIRST, _ -> Answer.text(200, TEXT, VERSION))),
            new Endpoint(Method.GET, "3.0", "mlflow/server-info", INFO, ServerRoutes::info)
                .routes())
        .toList();
  }

  private static Answer info(Call call) {
    return Answer.json(
        Json.object()
            .put("store_type", "SqlStore")
            .put("workspaces_enabled", false)
            .put("trace_archival_enabled", false)
            .put("multipart_uploads_enabled", true)
            .put("multipart_downloads_enabled", false)
            .set("features_enabled", Json.object().put("gateway", false)));
  }
}
