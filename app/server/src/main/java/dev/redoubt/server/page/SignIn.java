package dev.redoubt.server.page;

import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Identification;
import dev.redoubt.http.route.Identity;
import dev.redoubt.http.route.Method;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
import java.util.List;
import java.util.Map;

/// The way in and out for people: a token, kept in a cookie that scripts do not see and other sites
/// cannot send.
final class SignIn {

  /// A token that is longer does not fit into a cookie.
  private static final int MAX = 3900;

  private final Templates templates;
  private final Identification identification;

  SignIn(Templates templates, Identification identification) {
    this.templates = templates;
    this.identification = identification;
  }

  List<Route> all() {
    Permission.Anybody anybody = new Permission.Anybody("whoever signs in has not done so before");
    return List.of(
        new Route(Method.GET, "/sign-in", anybody, call -> form(200, next(call), "")),
        new Route(Method.POST, "/sign-in", anybody.fromOwnPage(), this::enter),
        new Route(Method.POST, "/sign-out", anybody.fromOwnPage(), SignIn::leave));
  }

  private Answer form(int status, String next, String problem) {
    return templates.page(status, "signIn", Map.of("next", next, "problem", problem));
  }

  /// A page of ours to go on to, and nothing else. Browsers leave out tabs and line breaks: what
  /// begins with `/`, a tab and `/` is another host to them.
  private static String next(Call call) {
    String next = call.form("next");
    return next.matches("/(?!/)[\\x21-\\x7E&&[^\\\\]]*") ? next : "/";
  }

  private Answer enter(Call call) {
    String token = call.form("token").strip();
    if (!token.matches("[A-Za-z0-9._~+/=-]{1," + MAX + "}")) {
      return form(401, next(call), "that is no token that a browser can keep");
    }
    return switch (identification.of(new CookieIdentification.WithToken(call.request(), token))) {
      case Identity.Known _ ->
          Answer.text(303, "text/plain", "")
              .with("Location", next(call))
              .with("Set-Cookie", CookieIdentification.cookie(call.request(), token));
      case Identity.Rejected(String reason) -> form(401, next(call), reason);
      case Identity.Outdated(String reason, var _) -> form(401, next(call), reason);
      case Identity.Anonymous _ -> form(401, next(call), "a token is needed");
    };
  }

  private static Answer leave(Call call) {
    return Answer.text(303, "text/plain", "")
        .with("Location", "/sign-in")
        .with("Set-Cookie", CookieIdentification.cookie(call.request(), ""));
  }
}
