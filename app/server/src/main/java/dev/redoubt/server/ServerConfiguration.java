package dev.redoubt.server;

import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.configuration.ConfigurationFile;
import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.server.TlsSettings;
import dev.redoubt.server.settings.ListenSettings;
import dev.redoubt.server.settings.ServerSettingsReader;
import dev.redoubt.server.settings.StorageSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The complete configuration of a server: the configuration file and command line options.
///
/// @param settings how the server runs
/// @param trust the trusted issuers, transmitters and networks
/// @param limits the request limits
/// @param notice how long the server reports that it is not ready before it stops accepting
///   requests
public record ServerConfiguration(
    ServerSettings settings, TrustConfiguration trust, LimitSettings limits, Duration notice) {

  /// Returns the configuration without a file: for this machine only, with identities of the local
  /// issuer.
  public static ServerConfiguration local(Path dataFolder, OptionalInt port) {
    return new ServerConfiguration(
        ServerSettings.local(dataFolder, port.orElse(ServerSettings.PORT)),
        TrustConfiguration.NONE,
        LimitSettings.DEFAULT,
        Duration.ZERO);
  }

  /// Reads a configuration file. Relative file names in it refer to its folder.
  ///
  /// @param port the command line option, which overrides the file
  /// @throws IOException if it cannot be read
  /// @throws ConfigurationException with all errors in the file
  public static ServerConfiguration read(Path file, Path dataFolder, OptionalInt port)
      throws IOException, ConfigurationException {
    ConfigurationFile configuration = ConfigurationFile.read(file);
    ConfigurationSection top = configuration.top();
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    ServerSettingsReader reader = new ServerSettingsReader(top, folder);
    ListenSettings listening =
        reader
            .listening(ServerSettings.PORT)
            .orElse(
                new ListenSettings(
                    InetAddress.getLoopbackAddress(), ServerSettings.PORT, Set.of()));
    Optional<TlsSettings> tls = reader.tls();
    StorageSettings storage = reader.storage();
    Optional<Path> rules = reader.rules();
    GatePolicy gates = reader.gates().orElseGet(GatePolicy::builtIn);
    TrustConfiguration trust = TrustConfiguration.read(top, folder);
    LimitSettings limits = reader.limits();
    Duration notice = reader.notice();
    checkReachable(top, listening.address());
    configuration.end();
    ServerSettings settings =
        new ServerSettings(
            dataFolder,
            listening.address(),
            port.orElse(listening.port()),
            listening.hosts(),
            tls,
            storage,
            rules,
            gates);
    return new ServerConfiguration(settings, trust, limits, notice);
  }

  /// A server that other machines can reach needs a certificate, and an issuer other than the local
  /// one.
  private static void checkReachable(ConfigurationSection top, InetAddress address) {
    if (address.isLoopbackAddress()) {
      return;
    }
    if (!top.has("tls")) {
      top.addError(
          "listen",
          "`%s` is reachable from other machines, which requires `tls`"
              .formatted(address.getHostAddress()));
    }
    if (!top.has("issuers")) {
      top.addError(
          "listen",
          "`%s` is reachable from other machines, which requires `issuers`: tokens of the local issuer are accepted only on this machine"
              .formatted(address.getHostAddress()));
    }
  }
}
