package dev.redoubt.http.route;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What every answer says to a browser, whoever makes it: a route, or the listener that could not
/// read the request. A route may replace what it says of its own content; [RoutingServlet] sees to
/// it that it lets nobody keep what only some may read.
public final class SecurityHeaders {

  /// Of content: says who may keep it.
  static final String CACHE = "Cache-Control";

  /// Of content: says what it may load and do.
  public static final String CONTENT = "Content-Security-Policy";

  /// Nobody may keep it.
  static final String NO_STORE = "no-store";

  /// Content that is shown, loads nothing, runs nothing, and is in nobody's frame. Pages replace
  /// it.
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

  /// A year, in seconds. Not for other names below this one: they may be somebody else's.
  private static final String ONLY_TLS = "max-age=31536000";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          CONTENT,
          NOTHING,
          CACHE,
          NO_STORE,
          // Without any referrer, browsers would not say either which origin a form comes from.
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private SecurityHeaders() {}

  /// Those of an answer.
  ///
  /// @param tls whether it goes over TLS: in clear nobody may be told to use TLS (RFC 6797, 7.2),
  ///   since anybody on the way could say so
  /// @param host the name in the request; null if it has none that can be read
  public static Map<String, String> of(boolean tls, @Nullable String host) {
    if (!tls || isEverybodys(host)) {
      return ALWAYS;
    }
    Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
    headers.put("Strict-Transport-Security", ONLY_TLS);
    return headers;
  }

  /// A browser remembers a name without a port: `localhost` is that of all other servers on a
  /// machine, too.
  private static boolean isEverybodys(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.endsWith(".localhost");
  }
}
