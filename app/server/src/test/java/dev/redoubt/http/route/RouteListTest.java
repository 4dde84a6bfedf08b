package dev.redoubt.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.server.LocalServer;
import dev.redoubt.server.TestServer;
import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares all routes and their permissions with a golden file.
final class RouteListTest {

  @TempDir private Path folder;

  @Test
  void routesMatchGoldenFile() throws IOException {
    try (TestServer server = TestServer.start(folder)) {
      GoldenFile.check("routes.txt", server.routes().stream().map(RouteListTest::line).toList());
    }
  }

  private static String line(Route route) {
    return "%s %s %s (%s)"
        .formatted(
            route.method(),
            route.path(),
            asked(route.permission()),
            route.kind().name().toLowerCase(Locale.ROOT));
  }

  private static String asked(RoutePermission permission) {
    return switch (permission) {
      case RoutePermission.Anybody anybody -> anybody.ownPage() ? "anybody, own page" : "anybody";
      case RoutePermission.SignedIn _ -> "signed in";
      case RoutePermission.Needs(var needs) ->
          needs.stream().map(need -> need.action().id()).collect(Collectors.joining(", "));
      case RoutePermission.Depends(String which, _) -> "depends: " + which;
    };
  }

  /// The list is of a server that tests put together; the one that users start has the same.
  @Test
  void embeddedServerHasAllRoutes() throws IOException {
    List<Route> routes;
    try (TestServer server = TestServer.start(Files.createDirectory(folder.resolve("test")))) {
      routes = server.routes();
    }
    try (LocalServer server = new LocalServer(folder.resolve("local"))) {
      for (Route route : routes) {
        String path = route.path().replaceAll("\\{[^}]*}", "x");
        HttpResponse<String> reply =
            server.send(
                HttpRequest.newBuilder().method(route.method().name(), BodyPublishers.noBody()),
                path);
        assertThat(reply.statusCode()).as(route.method() + " " + path).isNotEqualTo(405);
        assertThat(reply.body()).as(route.method() + " " + path).doesNotContain("ENDPOINT_NOT");
      }
    }
  }
}
