package dev.redoubt.server.settings;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.http.server.TlsSettings;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.pem.TlsPemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// Reads the section `tls`, and checks the files: otherwise a key that does not match the
/// certificate would be noticed only by the first client.
final class TlsSettingsReader {

  private final ConfigurationSection section;
  private final ConfiguredPaths files;

  TlsSettingsReader(ConfigurationSection section, ConfiguredPaths files) {
    this.section = section;
    this.files = files;
  }

  Optional<TlsSettings> read() {
    Optional<Path> certificate = files.required(section, "certificate");
    Optional<Path> key = files.required(section, "key");
    Optional<TlsSettings.Clients> clients = section.section("clients").flatMap(this::clients);
    List<X509Certificate> chain =
        certificate.map(path -> certificates(section, "certificate", path)).orElse(List.of());
    key.ifPresent(path -> checkKey(path, chain));
    section.end();
    return certificate.isPresent() && key.isPresent()
        ? Optional.of(new TlsSettings(certificate.get(), key.get(), clients))
        : Optional.empty();
  }

  private Optional<TlsSettings.Clients> clients(ConfigurationSection of) {
    Optional<Path> authorities = files.required(of, "ca");
    authorities.ifPresent(
        path -> {
          var _ = certificates(of, "ca", path);
        });
    boolean required =
        of.word(
                "certificate",
                word ->
                    switch (word) {
                      case "required" -> Optional.of(true);
                      case "optional" -> Optional.of(false);
                      default -> Optional.empty();
                    },
                List.of("required", "optional"))
            .orElse(true);
    of.end();
    return authorities.map(path -> new TlsSettings.Clients(path, required));
  }

  private static List<X509Certificate> certificates(
      ConfigurationSection section, String name, Path file) {
    try {
      return TlsPemFiles.certificates(Files.readAllBytes(file));
    } catch (IOException _) {
      section.addError(name, "`" + file + "` contains no PEM certificates");
      return List.of();
    }
  }

  private void checkKey(Path file, List<X509Certificate> chain) {
    try (SecretBytes pem = SecretBytes.takeOver(Files.readAllBytes(file))) {
      PrivateKey key = TlsPemFiles.privateKey(pem);
      if (!chain.isEmpty() && !KeyPairCheck.match(key, chain.getFirst().getPublicKey())) {
        section.addError(
            "key", "`" + file + "` does not match the first certificate in `certificate`");
      }
    } catch (IOException _) {
      section.addError("key", "`" + file + "` contains no unencrypted PEM private key");
    }
  }
}
