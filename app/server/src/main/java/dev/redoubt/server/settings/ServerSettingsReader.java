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

/// Reads what an operator chooses from the top of the configuration.
public final class ServerSettingsReader {

  private final ConfigurationSection top;
  private final ConfiguredPaths files;
  private final Optional<LimitSettingsReader> limits;

  /// @param folder that names of files are relative to
  public ServerSettingsReader(ConfigurationSection top, Path folder) {
    this.top = top;
    this.files = new ConfiguredPaths(folder);
    this.limits = top.section("limits").map(LimitSettingsReader::new);
  }

  /// The section `listen`.
  ///
  /// @param usualPort where none is said
  public Optional<ListenSettings> listening(int usualPort) {
    return top.section("listen").map(section -> ListenSettingsReader.read(section, usualPort));
  }

  /// The section `tls`.
  public Optional<TlsSettings> tls() {
    return top.section("tls").flatMap(section -> new TlsSettingsReader(section, files).read());
  }

  /// The sections `storage` and `keys`.
  public StorageSettings storage() {
    return new StorageSettingsReader(files).read(top);
  }

  /// The section `limits`.
  public LimitSettings limits() {
    return limits.map(LimitSettingsReader::limits).orElse(LimitSettings.DEFAULT);
  }

  /// How long the server says that it stops, before it does.
  public Duration notice() {
    return limits.map(LimitSettingsReader::notice).orElse(Duration.ZERO);
  }

  /// The folder of rules, which are read once to see whether they can be.
  public Optional<Path> rules() {
    Optional<Path> folder = files.path(top, "rules");
    folder.ifPresent(this::checkRules);
    return folder;
  }

  private void checkRules(Path folder) {
    try {
      var _ = CedarPolicySet.in(folder);
    } catch (IOException _) {
      top.mistake("rules", "`" + folder + "` is not a readable folder");
    } catch (CedarPolicyException wrong) {
      top.mistake("rules", String.valueOf(wrong.getMessage()));
    }
  }

  /// The policy of the gates, if one is named.
  public Optional<GatePolicy> gates() {
    return files.readable(top, "gates").flatMap(this::gates);
  }

  private Optional<GatePolicy> gates(Path file) {
    try {
      return switch (GatePolicyReader.read(Files.readString(file))) {
        case GatePolicyReader.Result.Good(GatePolicy policy) -> Optional.of(policy);
        case GatePolicyReader.Result.Wrong(var problems) -> {
          for (ConfigurationError each : problems) {
            top.mistake("gates", each.in(file.toString()));
          }
          yield Optional.empty();
        }
      };
    } catch (IOException _) {
      top.mistake("gates", "`" + file + "` is not valid UTF-8");
      return Optional.empty();
    }
  }
}
