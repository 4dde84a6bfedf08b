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

/// Takes a token from the cookie of a browser where no header brings one. That a page of ours sent
/// the request is looked at before, since the browser adds the cookie whoever made it send one.
public final class CookieAuthenticator implements Authenticator {

  private static final String AUTHORIZATION = "Authorization";

  private final Authenticator tokens;

  /// Cookies besides headers.
  ///
  /// @param tokens looks at a header
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

  /// With the prefix, browsers take it from this host alone, and over TLS alone.
  private static String name(HttpServletRequest request) {
    return request.isSecure() ? "__Host-redoubt" : "redoubt";
  }

  /// The header that keeps a token in a browser until it is closed; an empty token takes it away.
  static String cookie(HttpServletRequest request, String token) {
    return name(request)
        + "="
        + token
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (request.isSecure() ? "; Secure" : "")
        + (token.isEmpty() ? "; Max-Age=0" : "");
  }

  /// A request as if it had brought a token in its header.
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
