package dev.redoubt.http.route;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The names that this server is called by. A page of somebody else's can make a browser call a
/// name of its own that leads here (DNS rebinding), or call us across origins; both are seen in the
/// headers that a page cannot choose.
public final class AllowedHosts {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names = new HashSet<>(LOOPBACK);

  /// The names of this machine for itself, and others.
  ///
  /// @param more without ports; addresses of IPv6 in brackets
  public AllowedHosts(Set<String> more) {
    more.forEach(each -> names.add(each.toLowerCase(Locale.ROOT)));
  }

  /// Why a request is not for us, if it is not.
  Optional<String> problem(HttpServletRequest request) {
    String host = request.getHeader("Host");
    if (host == null || !names.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "the request's `Host` is not a name of this server; its names are configured under `hosts`");
    }
    return RequestOrigin.hasForeignOrigin(request)
        ? Optional.of(RequestOrigin.CROSS_SITE)
        : Optional.empty();
  }
}
