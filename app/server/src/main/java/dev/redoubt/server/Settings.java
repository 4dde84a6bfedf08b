package dev.redoubt.server;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/// How a server is to run.
///
/// @param dataFolder where everything is kept
/// @param address that it listens at
/// @param port 0 for any that is free
/// @param hosts names that it is called by, besides those of this machine for itself
public record Settings(Path dataFolder, InetAddress address, int port, Set<String> hosts) {

  /// The usual port of MLflow's server.
  public static final int PORT = 5000;

  /// @throws IllegalArgumentException if the port is none
  public Settings {
    Objects.requireNonNull(dataFolder);
    Objects.requireNonNull(address);
    hosts = Set.copyOf(hosts);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535");
    }
  }

  /// For this machine alone.
  public static Settings local(Path dataFolder, int port) {
    return new Settings(dataFolder, InetAddress.getLoopbackAddress(), port, Set.of());
  }
}
