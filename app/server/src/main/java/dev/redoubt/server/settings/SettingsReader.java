package dev.redoubt.server.settings;

import dev.redoubt.access.Rules;
import dev.redoubt.access.RulesException;
import dev.redoubt.configuration.Mistake;
import dev.redoubt.configuration.Section;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.gate.PolicyReader;
import dev.redoubt.http.limits.Limits;
import dev.redoubt.http.server.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Reads what an operator chooses from the top of the configuration.
public final class SettingsReader {

  private final Section top;
  private final FileNames files;
  private final Optional<LimitsReader> limits;

  /// @param folder that names of files are relative to
  public SettingsReader(Section top, Path folder) {
    this.top = top;
    this.files = new FileNames(folder);
    this.limits = top.section("limits").map(LimitsReader::new);
  }

  /// The section `listen`.
  ///
  /// @param usualPort where none is said
  public Optional<Listening> listening(int usualPort) {
    return top.section("listen").map(section -> ListenReader.read(section, usualPort));
  }

  /// The section `tls`.
  public Optional<TlsFiles> tls() {
    return top.section("tls").flatMap(section -> new TlsReader(section, files).read());
  }

  /// The sections `storage` and `keys`.
  public Storage storage() {
    return new StorageReader(files).read(top);
  }

  /// The section `limits`.
  public Limits limits() {
    return limits.map(LimitsReader::limits).orElse(Limits.DEFAULT);
  }

  /// How long the server says that it stops, before it does.
  public Duration notice() {
    return limits.map(LimitsReader::notice).orElse(Duration.ZERO);
  }

  /// The folder of rules, which are read once to see whether they can be.
  public Optional<Path> rules() {
    Optional<Path> folder = files.path(top, "rules");
    folder.ifPresent(this::checkRules);
    return folder;
  }

  private void checkRules(Path folder) {
    try {
      var _ = Rules.in(folder);
    } catch (IOException _) {
      top.mistake("rules", "`" + folder + "` is no folder that can be read");
    } catch (RulesException wrong) {
      top.mistake("rules", String.valueOf(wrong.getMessage()));
    }
  }

  /// The policy of the gates, if one is named.
  public Optional<GatePolicy> gates() {
    return files.readable(top, "gates").flatMap(this::gates);
  }

  private Optional<GatePolicy> gates(Path file) {
    try {
      return switch (PolicyReader.read(Files.readString(file))) {
        case PolicyReader.Result.Good(GatePolicy policy) -> Optional.of(policy);
        case PolicyReader.Result.Wrong(var problems) -> {
          for (Mistake each : problems) {
            top.mistake("gates", each.in(file.toString()));
          }
          yield Optional.empty();
        }
      };
    } catch (IOException _) {
      top.mistake("gates", "`" + file + "` is no text in UTF-8");
      return Optional.empty();
    }
  }
}
