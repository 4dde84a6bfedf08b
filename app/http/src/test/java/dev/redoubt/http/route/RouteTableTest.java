package dev.redoubt.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.redoubt.http.route.RouteTable.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RouteTableTest {

  private static final RoutePermission ALL = new RoutePermission.Anybody("a test");

  private final Route list = route(HttpMethod.GET, "/files");
  private final Route read = route(HttpMethod.GET, "/files/{*path}");
  private final Route write = route(HttpMethod.PUT, "/files/{*path}");
  private final Route part = route(HttpMethod.PUT, "/uploads/{upload}/parts/{part}");
  private final RouteTable routes = new RouteTable(List.of(list, read, write, part));

  private static Route route(HttpMethod method, String path) {
    return new Route(method, path, ALL, _ -> RouteResponse.done());
  }

  @Test
  void findsByMethodAndPath() {
    assertThat(routes.find("GET", "/files")).isEqualTo(new Match.Found(list, Map.of()));
    assertThat(routes.find("PUT", "/files/a/b"))
        .isEqualTo(new Match.Found(write, Map.of("path", "/a/b")));
    assertThat(routes.find("PUT", "/uploads/u/parts/3"))
        .isEqualTo(new Match.Found(part, Map.of("upload", "u", "part", "3")));
  }

  @Test
  void decodesVariablesOnce() {
    assertThat(routes.find("GET", "/files/a%20b%252e+c"))
        .isEqualTo(new Match.Found(read, Map.of("path", "/a b%2e+c")));
  }

  @Test
  void keepsSemicolons() {
    assertThat(routes.find("GET", "/files/a;x=1/b"))
        .isEqualTo(new Match.Found(read, Map.of("path", "/a;x=1/b")));
  }

  @Test
  void rejectsUndecodablePath() {
    assertThat(routes.find("GET", "/files/a%zz")).isInstanceOf(Match.Malformed.class);
    assertThat(routes.find("GET", "/files/a%c0%af")).isInstanceOf(Match.Malformed.class);
    assertThat(routes.find("GET", "/files/a%2")).isInstanceOf(Match.Malformed.class);
  }

  @Test
  void reportsAllowedMethods() {
    assertThat(routes.find("DELETE", "/files/a")).isEqualTo(new Match.OtherMethods("GET, PUT"));
    assertThat(routes.find("POST", "/files")).isEqualTo(new Match.OtherMethods("GET"));
  }

  @Test
  void findsNothing_forOtherPaths() {
    assertThat(routes.find("GET", "/Files")).isInstanceOf(Match.None.class);
    assertThat(routes.find("GET", "/")).isInstanceOf(Match.None.class);
  }

  @Test
  void rejectsDuplicateRoute() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RouteTable(List.of(list, list)));
    assertThatIllegalArgumentException().isThrownBy(() -> new RouteTable(List.of(part, part)));
  }
}
