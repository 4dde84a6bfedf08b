package dev.redoubt.server;

import dev.redoubt.gate.GatePolicy;
import dev.redoubt.http.server.TlsSettings;
import dev.redoubt.server.settings.StorageSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The settings of a server.
///
/// @param dataFolder folder of all data that is not stored elsewhere
/// @param address the IP address to listen on
/// @param port 0 for any free port
/// @param hosts host names of the server, in addition to the loopback names
/// @param tls without it, connections are not encrypted
/// @param storage the storage backends
/// @param rules folder of access rules; without it, those of the data folder or the built-in ones
///   apply
/// @param gates the gate policy
public record ServerSettings(
    Path dataFolder,
    InetAddress address,
    int port,
    Set<String> hosts,
    Optional<TlsSettings> tls,
    StorageSettings storage,
    Optional<Path> rules,
    GatePolicy gates) {

  /// The default port, the same as MLflow's.
  public static final int PORT = 5000;

  /// @throws IllegalArgumentException if the port is out of range
  public ServerSettings {
    Objects.requireNonNull(dataFolder);
    Objects.requireNonNull(address);
    hosts = Set.copyOf(hosts);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the port must be a number from 0 to 65535");
    }
  }

  /// Returns settings for this machine only, with all data in one folder.
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

  /// Whether the server is reachable only from this machine.
  public boolean isLocal() {
    return address.isLoopbackAddress();
  }
}
