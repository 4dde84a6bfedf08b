package dev.redoubt.server.page;

import dev.redoubt.http.route.AuthenticationResult;
import dev.redoubt.http.route.Authenticator;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import java.util.List;
import java.util.Map;

/// Sign-in and sign-out for browsers: stores the token in a cookie that scripts cannot read and
/// other sites cannot send.
final class SignInRoutes {

  /// Maximum token length; browsers do not store longer cookies.
  private static final int MAX_TOKEN_LENGTH = 3900;

  private final PageTemplates templates;
  private final Authenticator authenticator;

  SignInRoutes(PageTemplates templates, Authenticator authenticator) {
    this.templates = templates;
    this.authenticator = authenticator;
  }

  List<Route> all() {
    RoutePermission.Anybody anybody =
        new RoutePermission.Anybody("the sign-in form is used before authentication");
    return List.of(
        new Route(HttpMethod.GET, "/sign-in", anybody, request -> form(200, next(request), "")),
        new Route(HttpMethod.POST, "/sign-in", anybody.fromOwnPage(), this::signIn),
        new Route(HttpMethod.POST, "/sign-out", anybody.fromOwnPage(), SignInRoutes::signOut));
  }

  private RouteResponse form(int status, String next, String problem) {
    return templates.page(status, "signIn", Map.of("next", next, "problem", problem));
  }

  /// Returns the page to redirect to after signing in: only a path of this server, to prevent open
  /// redirects. Browsers ignore tabs and line breaks, so `/`, a tab and `/` would lead to another
  /// host.
  private static String next(RouteRequest request) {
    String next = request.form("next");
    return next.matches("/(?!/)[\\x21-\\x7E&&[^\\\\]]*") ? next : "/";
  }

  private RouteResponse signIn(RouteRequest request) {
    String token = request.form("token").strip();
    if (!token.matches("[A-Za-z0-9._~+/=-]{1," + MAX_TOKEN_LENGTH + "}")) {
      return form(401, next(request), "this is not a token, or it is too long for a cookie");
    }
    return switch (authenticator.of(
        new CookieAuthenticator.WithToken(request.servletRequest(), token))) {
      case AuthenticationResult.Known _ ->
          RouteResponse.text(303, "text/plain", "")
              .with("Location", next(request))
              .with("Set-Cookie", CookieAuthenticator.cookie(request.servletRequest(), token));
      case AuthenticationResult.Rejected(String reason) -> form(401, next(request), reason);
      case AuthenticationResult.Outdated(String reason, var _) -> form(401, next(request), reason);
      case AuthenticationResult.Anonymous _ -> form(401, next(request), "enter an access token");
    };
  }

  private static RouteResponse signOut(RouteRequest request) {
    return RouteResponse.text(303, "text/plain", "")
        .with("Location", "/sign-in")
        .with("Set-Cookie", CookieAuthenticator.cookie(request.servletRequest(), ""));
  }
}
