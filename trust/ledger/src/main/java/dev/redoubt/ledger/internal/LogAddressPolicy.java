package dev.redoubt.ledger.internal;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides which URLs may be requested: HTTPS, and HTTP to the loopback interface of this machine.
/// A remote log cannot redirect to this machine.
final class LogAddressPolicy {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private LogAddressPolicy() {}

  /// Why a URL is not allowed; null if it is.
  static @Nullable String problem(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      return "the URL has no host, or contains credentials";
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "the URL has a query or a fragment";
    }
    return switch (scheme) {
      case "https" -> null;
      case "http" ->
          isLoopback(uri) ? null : "only https is supported, and http to the loopback interface";
      default -> "only https is supported";
    };
  }

  /// The target of a redirect; null if there is none, or it is not allowed.
  ///
  /// @param location header; empty if it is absent
  static @Nullable URI redirect(URI from, String location) {
    if (location.isEmpty()) {
      return null;
    }
    try {
      URI target = from.resolve(new URI(location));
      boolean allowed = problem(target) == null && (!isNear(target) || isNear(from));
      return allowed ? target : null;
    } catch (URISyntaxException | IllegalArgumentException _) {
      return null;
    }
  }

  /// Whether a host is this machine or on the same link, in any notation.
  private static boolean isNear(URI uri) {
    try {
      return Arrays.stream(InetAddress.getAllByName(uri.getHost()))
          .anyMatch(
              each ->
                  each.isLoopbackAddress()
                      || each.isAnyLocalAddress()
                      || each.isLinkLocalAddress());
    } catch (UnknownHostException _) {
      return false;
    }
  }

  private static boolean isLoopback(URI uri) {
    return uri.getHost() != null
        && LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
  }
}
