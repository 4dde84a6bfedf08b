package dev.redoubt.server.page;

import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Serves the static files of the pages: style sheet, script and icon.
final class AssetRoutes {

  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.7/dist/htmx.min.js";
  private static final RoutePermission ANYBODY =
      new RoutePermission.Anybody("static files: style sheet, script and icon");

  private AssetRoutes() {}

  static List<Route> all() {
    return List.of(
        asset("htmx.min.js", "text/javascript", HTMX),
        asset("redoubt.css", "text/css", "redoubt.css"),
        asset("redoubt.svg", "image/svg+xml", "redoubt.svg"));
  }

  private static Route asset(String name, String type, String resource) {
    byte[] bytes = read(resource);
    RouteResponse response =
        new RouteResponse(
            200,
            type + ";charset=utf-8",
            Map.of("Cache-Control", "public, max-age=3600"),
            bytes.length,
            out -> out.write(bytes));
    return new Route(HttpMethod.GET, "/assets/" + name, ANYBODY, _ -> response);
  }

  private static byte[] read(String resource) {
    try (InputStream in = AssetRoutes.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
