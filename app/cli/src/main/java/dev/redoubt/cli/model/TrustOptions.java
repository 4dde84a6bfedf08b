package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.keys.access.KeyAccess;
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

/// Whose signatures are accepted.
final class TrustOptions {

  @Option(
      names = "--public-key",
      paramLabel = "KEY",
      description =
          "Accept signatures by this key: a PEM file with its public half, `local:NAME`,"
              + " `pkcs11:...` or `https://VAULT.vault.azure.net/keys/NAME`. May be repeated.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--roots",
      paramLabel = "FILE",
      description = "Accept certificates for signing code that lead to one of these, in PEM.")
  private @Nullable Path roots;

  @Option(
      names = "--system-roots",
      description = "Accept also those that lead to a root of the JDK. Needs --identity.")
  private boolean systemRoots;

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      description =
          "Accept only this signer: an e-mail address, URI or DNS name among the certificate's"
              + " alternative names, or its whole subject. May be repeated.")
  private Set<String> identities = new LinkedHashSet<>();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "When the certificates must be valid, such as 2026-11-24T20:15:00Z. Default: now.")
  private @Nullable String at;

  @Mixin private KeyOptions where = new KeyOptions();

  TrustRoots trust(Terminal terminal) {
    boolean certificates = roots != null || systemRoots;
    if (keys.isEmpty() != certificates) {
      throw new UsageException("say whom to trust: either `--public-key KEY` or `--roots FILE`");
    }
    if (!certificates && !identities.isEmpty()) {
      throw new UsageException("`--identity` is for certificates: it needs `--roots FILE`");
    }
    if (systemRoots && identities.isEmpty()) {
      throw new UsageException(
          "`--system-roots` needs `--identity`: anybody can buy a certificate");
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
      throw new UsageException("`--at` is a time such as 2026-11-24T20:15:00Z, not `" + text + "`");
    }
  }

  private TrustRoots ofKeys(Terminal terminal) throws KeyAccessException {
    KeyAccess access = where.access(terminal);
    List<PublicKey> read = new ArrayList<>();
    for (String key : keys) {
      read.add(access.publicKey(KeyReference.parse(key)));
    }
    return new TrustRoots.Keys(read);
  }
}
