package dev.redoubt.server;

import dev.redoubt.server.configuration.ConfigurationException;
import dev.redoubt.server.configuration.ConfigurationFile;
import dev.redoubt.server.identity.TrustConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;

/// All that an operator says about a server: its file, and what the command line says besides.
///
/// @param settings how it runs
/// @param trust whom it believes
public record ServerConfiguration(Settings settings, TrustConfiguration trust) {

  /// Without a file: for this machine alone, with identities of the local issuer.
  public static ServerConfiguration local(Path dataFolder, OptionalInt port) {
    return new ServerConfiguration(
        Settings.local(dataFolder, port.orElse(Settings.PORT)), TrustConfiguration.NONE);
  }

  /// Reads a file.
  ///
  /// @param port what the command line says, which counts before the file
  /// @throws IOException if it cannot be read
  /// @throws ConfigurationException with everything that is wrong in it
  public static ServerConfiguration read(Path file, Path dataFolder, OptionalInt port)
      throws IOException, ConfigurationException {
    ConfigurationFile configuration = ConfigurationFile.read(file);
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    TrustConfiguration trust = TrustConfiguration.read(configuration.top(), folder);
    configuration.end();
    return new ServerConfiguration(Settings.local(dataFolder, port.orElse(Settings.PORT)), trust);
  }
}
