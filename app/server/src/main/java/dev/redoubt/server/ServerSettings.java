package dev.redoubt.server;

import dev.redoubt.gate.GatePolicy;
import dev.redoubt.http.server.TlsSettings;
import dev.redoubt.server.settings.StorageSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// How a server is to run.
///
/// @param dataFolder where everything is kept that is not kept elsewhere
/// @param address that it listens at
/// @param port 0 for any that is free
/// @param hosts names that it is called by, besides those of this machine for itself
/// @param tls without it, requests are not encrypted
/// @param storage where what is kept
/// @param rules a folder of rules; without it, those of the data folder or the built-in ones
/// @param gates what environments ask of models
public record ServerSettings(
    Path dataFolder,
    InetAddress address,
    int port,
    Set<String> hosts,
    Optional<TlsSettings> tls,
    StorageSettings storage,
    Optional<Path> rules,
    GatePolicy gates) {

  /// The usual port of MLflow's server.
  public static final int PORT = 5000;

  /// @throws IllegalArgumentException if the port is none
  public ServerSettings {
    Objects.requireNonNull(dataFolder);
    Objects.requireNonNull(address);
    hosts = Set.copyOf(hosts);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the port must be a number from 0 to 65535");
    }
  }

  /// For this machine alone, with everything in one folder.
  public static ServerSettings local(Path dataFolder, int port) {
    return new ServerSettings(
        dataFolder,
        InetAddress.getLoopbackAddress(),
        port,
        Set.of(),
        Optional.empty(),
        StorageSettings.LOCAL,
        Optional.empty(),
        GatePolicy.builtIn());
  }

  /// Whether other machines cannot reach it.
  public boolean isLocal() {
    return address.isLoopbackAddress();
  }
}
