package dev.redoubt.server.settings;

import java.net.InetAddress;
import java.util.Set;

/// Where a server listens.
///
/// @param port 0 for any that is free
/// @param hosts names that it is called by, besides those of this machine for itself
public record ListenSettings(InetAddress address, int port, Set<String> hosts) {

  /// Copies the names.
  public ListenSettings {
    hosts = Set.copyOf(hosts);
  }
}
