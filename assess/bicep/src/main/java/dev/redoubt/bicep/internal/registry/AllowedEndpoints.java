package dev.redoubt.bicep.internal.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides which addresses may be contacted, and by which protocol.
///
/// All requests use HTTPS, except to a registry on the loopback interface, which uses HTTP as in
/// the compiler. A remote registry cannot redirect to this machine.
final class AllowedEndpoints {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private AllowedEndpoints() {}

  /// The address of a registry; null if its name is not a valid host name.
  ///
  /// @param registry host, with an optional port
  static @Nullable URI of(String registry) {
    try {
      URI plain = new URI("https://" + registry);
      if (plain.getHost() == null
          || plain.getRawUserInfo() != null
          || !registry.equalsIgnoreCase(plain.getRawAuthority())) {
        return null;
      }
      return isLoopback(plain) ? new URI("http://" + registry) : plain;
    } catch (URISyntaxException _) {
      return null;
    }
  }

  /// Resolves an address from a response against the address of the request; null if it is not
  /// valid.
  static @Nullable URI resolve(URI from, String location) {
    try {
      URI target = from.resolve(new URI(location));
      return target.getHost() == null || target.getScheme() == null ? null : target;
    } catch (URISyntaxException | IllegalArgumentException _) {
      return null;
    }
  }

  /// Whether a response from one address may redirect to another.
  static boolean mayRedirect(URI from, URI target) {
    if (target.getRawUserInfo() != null || target.getScheme() == null) {
      return false;
    }
    boolean secure = target.getScheme().equalsIgnoreCase("https");
    boolean plain = target.getScheme().equalsIgnoreCase("http");
    return isLoopback(target) ? isLoopback(from) && (secure || plain) : secure;
  }

  /// Whether two addresses belong to the same server, so that an authorization for one may be sent
  /// to the other.
  static boolean sameServer(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private static boolean isLoopback(URI uri) {
    return uri.getHost() != null
        && LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
  }
}
