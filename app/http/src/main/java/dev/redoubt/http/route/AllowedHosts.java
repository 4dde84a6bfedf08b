package dev.redoubt.http.route;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Checks the `Host` header against the names of this server. This prevents DNS rebinding, where a
/// web page makes a browser send requests to a name of its own that resolves to this server, and
/// rejects cross-origin calls; a page cannot choose these headers.
public final class AllowedHosts {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names = new HashSet<>(LOOPBACK);

  /// Allows the loopback names and others.
  ///
  /// @param more without ports; IPv6 addresses in brackets
  public AllowedHosts(Set<String> more) {
    more.forEach(each -> names.add(each.toLowerCase(Locale.ROOT)));
  }

  /// Returns the error if the request is for another host.
  Optional<String> problem(HttpServletRequest request) {
    String host = request.getHeader("Host");
    if (host == null || !names.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "the request's `Host` is not a name of this server; its names are configured under"
              + " `hosts`");
    }
    return RequestOrigin.hasForeignOrigin(request)
        ? Optional.of(RequestOrigin.CROSS_SITE)
        : Optional.empty();
  }
}
