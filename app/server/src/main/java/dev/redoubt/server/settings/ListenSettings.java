package dev.redoubt.server.settings;

import java.net.InetAddress;
import java.util.Set;

/// Where a server listens.
///
/// @param port 0 for any free port
/// @param hosts host names of the server, in addition to the loopback names
public record ListenSettings(InetAddress address, int port, Set<String> hosts) {

  /// Copies the names.
  public ListenSettings {
    hosts = Set.copyOf(hosts);
  }
}
