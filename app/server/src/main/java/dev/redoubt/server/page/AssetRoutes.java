package dev.redoubt.server.page;

import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.page.StyleSheet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        asset("htmx.min.js", "text/javascript", read(HTMX)),
        asset("redoubt.css", "text/css", utf8(StyleSheet.text())),
        asset("redoubt.svg", "image/svg+xml", utf8(StyleSheet.icon())));
  }

  private static Route asset(String name, String type, byte[] bytes) {
    RouteResponse response =
        new RouteResponse(
            200,
            type + ";charset=utf-8",
            Map.of("Cache-Control", "public, max-age=3600"),
            bytes.length,
            out -> out.write(bytes));
    return new Route(HttpMethod.GET, "/assets/" + name, ANYBODY, _ -> response);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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
