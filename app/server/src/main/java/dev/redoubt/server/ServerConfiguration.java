package dev.redoubt.server;

import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.configuration.ConfigurationFile;
import dev.redoubt.configuration.Section;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.http.limits.Limits;
import dev.redoubt.http.server.TlsFiles;
import dev.redoubt.server.settings.Listening;
import dev.redoubt.server.settings.SettingsReader;
import dev.redoubt.server.settings.Storage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// All that an operator says about a server: its file, and what the command line says besides.
///
/// @param settings how it runs
/// @param trust whom it believes
/// @param limits how much it takes on
/// @param notice how long it says that it stops before it takes no more requests
public record ServerConfiguration(
    Settings settings, TrustConfiguration trust, Limits limits, Duration notice) {

  /// Without a file: for this machine alone, with identities of the local issuer.
  public static ServerConfiguration local(Path dataFolder, OptionalInt port) {
    return new ServerConfiguration(
        Settings.local(dataFolder, port.orElse(Settings.PORT)),
        TrustConfiguration.NONE,
        Limits.DEFAULT,
        Duration.ZERO);
  }

  /// Reads a file. Names of files in it are relative to its folder.
  ///
  /// @param port what the command line says, which counts before the file
  /// @throws IOException if it cannot be read
  /// @throws ConfigurationException with everything that is wrong in it
  public static ServerConfiguration read(Path file, Path dataFolder, OptionalInt port)
      throws IOException, ConfigurationException {
    ConfigurationFile configuration = ConfigurationFile.read(file);
    Section top = configuration.top();
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    SettingsReader reader = new SettingsReader(top, folder);
    Listening listening =
        reader
            .listening(Settings.PORT)
            .orElse(new Listening(InetAddress.getLoopbackAddress(), Settings.PORT, Set.of()));
    Optional<TlsFiles> tls = reader.tls();
    Storage storage = reader.storage();
    Optional<Path> rules = reader.rules();
    GatePolicy gates = reader.gates().orElseGet(GatePolicy::builtIn);
    TrustConfiguration trust = TrustConfiguration.read(top, folder);
    Limits limits = reader.limits();
    Duration notice = reader.notice();
    checkDoor(top, listening.address());
    configuration.end();
    Settings settings =
        new Settings(
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

  /// Whoever can be reached by others proves who it is, and asks somebody else who they are.
  private static void checkDoor(Section top, InetAddress address) {
    if (address.isLoopbackAddress()) {
      return;
    }
    if (!top.has("tls")) {
      top.mistake(
          "listen",
          "`%s` can be reached by other machines, which needs `tls`"
              .formatted(address.getHostAddress()));
    }
    if (!top.has("issuers")) {
      top.mistake(
          "listen",
          "`%s` can be reached by other machines, which needs `issuers`: tokens of this machine count on it alone"
              .formatted(address.getHostAddress()));
    }
  }
}
