package dev.redoubt.server.page;

import dev.redoubt.http.route.AuthenticationResult;
import dev.redoubt.http.route.Authenticator;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Authenticates requests by a token in a cookie if they have no `Authorization` header.
/// [dev.redoubt.http.route.RoutingServlet] checks the origin of such a request first, since
/// browsers send cookies with requests of any site.
public final class CookieAuthenticator implements Authenticator {

  private static final String AUTHORIZATION = "Authorization";

  private final Authenticator tokens;

  /// Creates an authenticator.
  ///
  /// @param tokens authenticates the `Authorization` header
  public CookieAuthenticator(Authenticator tokens) {
    this.tokens = tokens;
  }

  @Override
  public AuthenticationResult of(HttpServletRequest request) {
    String token = token(request);
    return tokens.of(token == null ? request : new WithToken(request, token));
  }

  @Override
  public boolean isAmbient(HttpServletRequest request) {
    return token(request) != null;
  }

  private static @Nullable String token(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null && request.getHeader(AUTHORIZATION) == null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name(request)) && !cookie.getValue().isEmpty()) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  /// With the `__Host-` prefix, browsers accept the cookie only from this host and over TLS.
  private static String name(HttpServletRequest request) {
    return request.isSecure() ? "__Host-redoubt" : "redoubt";
  }

  /// Returns a `Set-Cookie` value for a session cookie; an empty token deletes the cookie.
  static String cookie(HttpServletRequest request, String token) {
    return name(request)
        + "="
        + token
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (request.isSecure() ? "; Secure" : "")
        + (token.isEmpty() ? "; Max-Age=0" : "");
  }

  /// A request with the token of its cookie as `Authorization` header.
  static final class WithToken extends HttpServletRequestWrapper {

    private final String token;

    WithToken(HttpServletRequest request, String token) {
      super(request);
      this.token = token;
    }

    @Override
    public String getHeader(String name) {
      return name.equalsIgnoreCase(AUTHORIZATION) ? "Bearer " + token : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return name.equalsIgnoreCase(AUTHORIZATION)
          ? Collections.enumeration(List.of("Bearer " + token))
          : super.getHeaders(name);
    }
  }
}
