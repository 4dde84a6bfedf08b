package dev.redoubt.http.route;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The security headers of every response, whether from a route or from the connector for a
/// malformed request. A route may replace those that concern its content; [RoutingServlet] makes
/// sure that protected responses are not cached.
public final class SecurityHeaders {

  /// Controls caching.
  static final String CACHE = "Cache-Control";

  /// Controls what the content may load and execute.
  public static final String CONTENT = "Content-Security-Policy";

  /// Forbids caching.
  static final String NO_STORE = "no-store";

  /// Content that loads and executes nothing, and cannot be framed. Pages replace this policy.
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

  /// One year, in seconds. Without `includeSubDomains`: subdomains may belong to others.
  private static final String ONLY_TLS = "max-age=31536000";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          CONTENT,
          NOTHING,
          CACHE,
          NO_STORE,
          // With `no-referrer`, browsers would also omit the origin of form submissions.
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private SecurityHeaders() {}

  /// Returns the headers of a response.
  ///
  /// @param tls whether the connection uses TLS: HSTS must not be sent over plain HTTP (RFC 6797,
  ///   7.2), since an attacker on the network could send it, too
  /// @param host the host name of the request; null if it has none or is malformed
  public static Map<String, String> of(boolean tls, @Nullable String host) {
    if (!tls || isShared(host)) {
      return ALWAYS;
    }
    Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
    headers.put("Strict-Transport-Security", ONLY_TLS);
    return headers;
  }

  /// Browsers remember host names without ports: `localhost` is also the name of all other servers
  /// on the machine.
  private static boolean isShared(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.endsWith(".localhost");
  }
}
