package dev.redoubt.server.settings;

import dev.redoubt.access.CedarPolicyException;
import dev.redoubt.access.CedarPolicySet;
import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.gate.GatePolicyReader;
import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.server.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Reads the settings of a server from the top level of its configuration file.
public final class ServerSettingsReader {

  private final ConfigurationSection top;
  private final ConfiguredPaths files;
  private final Optional<LimitSettingsReader> limits;

  /// @param folder base folder of relative file names
  public ServerSettingsReader(ConfigurationSection top, Path folder) {
    this.top = top;
    this.files = new ConfiguredPaths(folder);
    this.limits = top.section("limits").map(LimitSettingsReader::new);
  }

  /// Reads the section `listen`.
  ///
  /// @param usualPort the default port
  public Optional<ListenSettings> listening(int usualPort) {
    return top.section("listen").map(section -> ListenSettingsReader.read(section, usualPort));
  }

  /// Reads the section `tls`.
  public Optional<TlsSettings> tls() {
    return top.section("tls").flatMap(section -> new TlsSettingsReader(section, files).read());
  }

  /// Reads the sections `storage` and `keys`.
  public StorageSettings storage() {
    return new StorageSettingsReader(files).read(top);
  }

  /// Reads the section `limits`.
  public LimitSettings limits() {
    return limits.map(LimitSettingsReader::limits).orElse(LimitSettings.DEFAULT);
  }

  /// Returns how long the server reports that it is shutting down before it stops accepting
  /// requests.
  public Duration notice() {
    return limits.map(LimitSettingsReader::notice).orElse(Duration.ZERO);
  }

  /// Returns the folder of access rules, after checking that they can be read.
  public Optional<Path> rules() {
    Optional<Path> folder = files.path(top, "rules");
    folder.ifPresent(this::checkRules);
    return folder;
  }

  private void checkRules(Path folder) {
    try {
      var _ = CedarPolicySet.in(folder);
    } catch (IOException _) {
      top.addError("rules", "`" + folder + "` is not a readable folder");
    } catch (CedarPolicyException wrong) {
      top.addError("rules", String.valueOf(wrong.getMessage()));
    }
  }

  /// Returns the gate policy, if a file is configured.
  public Optional<GatePolicy> gates() {
    return files.readable(top, "gates").flatMap(this::gates);
  }

  private Optional<GatePolicy> gates(Path file) {
    try {
      return switch (GatePolicyReader.read(Files.readString(file))) {
        case GatePolicyReader.Result.Good(GatePolicy policy) -> Optional.of(policy);
        case GatePolicyReader.Result.Wrong(var problems) -> {
          for (ConfigurationError each : problems) {
            top.addError("gates", each.in(file.toString()));
          }
          yield Optional.empty();
        }
      };
    } catch (IOException _) {
      top.addError("gates", "`" + file + "` is not valid UTF-8");
      return Optional.empty();
    }
  }
}
