package dev.redoubt.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks the permission of every route.
final class PermissionsTest {

  /// What may be asked without a token: each with its reason in the route. A new one has to be
  /// written down here, too.
  private static final List<String> FOR_ANYBODY =
      List.of(
          "/health",
          "/health/live",
          "/health/ready",
          "/version",
          "/api/redoubt/security-events",
          "/api/redoubt/uploads/{upload}/parts/{part}",
          "/assets/htmx.min.js",
          "/assets/redoubt.css",
          "/assets/redoubt.svg",
          "/sign-in",
          "/sign-in",
          "/sign-out",
          "/ledger/checkpoint",
          "/ledger/vkey",
          "/ledger/tile/{*path}");

  @Test
  void everyRouteDeclaresPermissionAndRejectsAnonymousRequests(@TempDir Path folder) {
    try (TestServer server = TestServer.start(folder)) {
      List<Route> routes = server.routes();
      assertThat(routes).isNotEmpty();
      assertThat(routes.stream().filter(PermissionsTest::isForAnybody).map(Route::path))
          .containsExactlyInAnyOrderElementsOf(FOR_ANYBODY);
      for (Route route : routes) {
        if (!isForAnybody(route)) {
          String path = route.path().replaceAll("\\{[^}]*}", "x");
          TestServer.Reply reply = server.send("", route.method().name(), path, "");
          assertThat(reply.status()).as(route.method() + " " + path).isEqualTo(401);
        }
      }
    }
  }

  /// What anybody may change is either done to the browser that sends it, and then a page of this
  /// server has to have sent it; or it brings a proof of its own, which no browser adds.
  @Test
  void everyAnonymousChangeRequiresOwnPageOrOwnProof(@TempDir Path folder) {
    try (TestServer server = TestServer.start(folder)) {
      assertThat(
              server.routes().stream()
                  .filter(each -> each.method() != HttpMethod.GET && isForAnybody(each))
                  .collect(
                      Collectors.toMap(
                          Route::path,
                          each -> ((RoutePermission.Anybody) each.permission()).ownPage())))
          .isEqualTo(
              Map.of(
                  "/sign-in", true,
                  "/sign-out", true,
                  "/api/redoubt/security-events", false,
                  "/api/redoubt/uploads/{upload}/parts/{part}", false));
    }
  }

  private static boolean isForAnybody(Route route) {
    return route.permission() instanceof RoutePermission.Anybody;
  }
}
