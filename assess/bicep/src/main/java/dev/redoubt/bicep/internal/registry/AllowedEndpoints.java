package dev.redoubt.bicep.internal.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which addresses may be contacted, and how.
///
/// Everything goes over HTTPS, except to a registry on this machine's own loopback interface, which
/// is asked over HTTP, as the compiler does. A registry elsewhere cannot send us to this machine.
final class AllowedEndpoints {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private AllowedEndpoints() {}

  /// The address of a registry; null where its name is no name of a host.
  ///
  /// @param registry host, with a port where one is given
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

  /// An address that an answer names, relative to the one it came from; null where it is none.
  static @Nullable URI resolve(URI from, String location) {
    try {
      URI target = from.resolve(new URI(location));
      return target.getHost() == null || target.getScheme() == null ? null : target;
    } catch (URISyntaxException | IllegalArgumentException _) {
      return null;
    }
  }

  /// Whether an answer from one address may send us to another.
  static boolean mayLead(URI from, URI target) {
    if (target.getRawUserInfo() != null || target.getScheme() == null) {
      return false;
    }
    boolean secure = target.getScheme().equalsIgnoreCase("https");
    boolean plain = target.getScheme().equalsIgnoreCase("http");
    return isLoopback(target) ? isLoopback(from) && (secure || plain) : secure;
  }

  /// Whether two addresses are those of one server, so that what is meant for one may be sent to
  /// the other.
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
