package dev.redoubt.server.settings;

import dev.redoubt.configuration.ConfigurationSection;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/// Reads the section `listen`.
final class ListenSettingsReader {

  private static final int MAX_PORT = 65_535;

  /// A DNS name, an IPv4 address, or an IPv6 address in brackets.
  private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}]";

  private ListenSettingsReader() {}

  /// @param usualPort the default port
  static ListenSettings read(ConfigurationSection section, int usualPort) {
    InetAddress address =
        section
            .text("address")
            .flatMap(text -> address(section, text))
            .orElse(InetAddress.getLoopbackAddress());
    int port = (int) section.number("port", usualPort, 0, MAX_PORT);
    Set<String> hosts = Set.copyOf(section.texts("hosts"));
    for (String host : hosts) {
      if (!host.matches(HOST)) {
        section.addError(
            "hosts",
            "`%s` is not a host name: write it without a port, and an IPv6 address in brackets"
                .formatted(host));
      }
    }
    if (!address.isLoopbackAddress() && hosts.isEmpty()) {
      section.addError(
          "hosts",
          "`hosts` is missing: the host names of this server; requests with any other `Host` header"
              + " are rejected");
    }
    section.end();
    return new ListenSettings(address, port, hosts);
  }

  private static Optional<InetAddress> address(ConfigurationSection section, String text) {
    if (text.equals("localhost")) {
      return Optional.of(InetAddress.getLoopbackAddress());
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      section.addError(
          "address",
          "`%s` is not an IP address such as `127.0.0.1`, `0.0.0.0` or `::`; host names belong in `hosts`"
              .formatted(text));
      return Optional.empty();
    }
  }
}
