package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.keys.access.KeyOpener;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.CertificateReader;
import dev.redoubt.signing.trust.TrustRoots;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options for the keys and certificates that a verifier trusts.
final class TrustOptions {

  @Option(
      names = "--public-key",
      paramLabel = "KEY",
      description =
          "The key: https://VAULT.vault.azure.net/keys/NAME, `pkcs11:...`, `local:NAME` or a PEM"
              + " file with the public key. Signatures of this key are trusted. May be repeated.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--roots",
      paramLabel = "FILE",
      description =
          "Trusted root certificates in PEM. Accepts code-signing certificates that chain to one of"
              + " them.")
  private @Nullable Path roots;

  @Option(
      names = "--system-roots",
      description = "Also trust the root certificates of the JDK. Requires --identity.")
  private boolean systemRoots;

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      description =
          "Accept only this signer: an e-mail address, URI or DNS name in the subject alternative"
              + " names of the certificate, or its complete subject. May be repeated.")
  private Set<String> identities = new LinkedHashSet<>();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "The time at which the certificates must be valid, such as 2026-11-24T20:15:00Z. Default:"
              + " now.")
  private @Nullable String at;

  @Mixin private KeyOptions keystore = new KeyOptions();

  TrustRoots trust(Terminal terminal) {
    boolean certificates = roots != null || systemRoots;
    if (keys.isEmpty() != certificates) {
      throw new UsageException(
          "missing trusted key or certificate: use either `--public-key KEY` or `--roots FILE`");
    }
    if (!certificates && !identities.isEmpty()) {
      throw new UsageException("`--identity` applies to certificates: it requires `--roots FILE`");
    }
    if (systemRoots && identities.isEmpty()) {
      throw new UsageException(
          "`--system-roots` requires `--identity`: anybody can get a certificate from a public"
              + " authority");
    }
    try {
      return certificates
          ? new TrustRoots.Certificates(read(roots), systemRoots, identities, time(at))
          : ofKeys(terminal);
    } catch (RefusedException | KeyAccessException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static List<X509Certificate> read(@Nullable Path file) throws RefusedException {
    return file == null
        ? List.of()
        : CertificateReader.read(InputFile.read(file), "`" + file + "`");
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw new UsageException(
          "`--at` must be a time such as 2026-11-24T20:15:00Z, not `" + text + "`");
    }
  }

  private TrustRoots ofKeys(Terminal terminal) throws KeyAccessException {
    KeyOpener access = keystore.access(terminal);
    List<PublicKey> read = new ArrayList<>();
    for (String key : keys) {
      read.add(access.publicKey(KeyReference.parse(key)));
    }
    return new TrustRoots.Keys(read);
  }
}
