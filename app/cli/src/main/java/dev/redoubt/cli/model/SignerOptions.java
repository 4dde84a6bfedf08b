package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.signing.EnvelopeSigner;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.CertificateReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// With what something is signed.
final class SignerOptions {

  /// A password in the arguments of a process is read by everybody on the machine.
  private static final String PASSWORD = "REDOUBT_KEY_PASSWORD";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      required = true,
      description =
          "The private key: a PEM file, `local:NAME`, `pkcs11:...` or"
              + " `https://VAULT.vault.azure.net/keys/NAME`. The password of an encrypted file is"
              + " in the variable REDOUBT_KEY_PASSWORD.")
  private String key = "";

  @Option(
      names = "--certificate-chain",
      paramLabel = "FILE",
      description =
          "Certificates in PEM, the signer's first. Verifiers then need a root, not a key.")
  private @Nullable Path chain;

  @Mixin private KeyOptions where = new KeyOptions();

  /// Who signs.
  ///
  /// @throws KeyAccessException if the key is not there, or refuses
  EnvelopeSigner signer(Terminal terminal) throws KeyAccessException {
    try {
      SigningKey signing =
          where.access(terminal).signingKey(KeyReference.parse(key), () -> password(terminal));
      return chain == null
          ? EnvelopeSigner.withKey(signing)
          : EnvelopeSigner.withCertificates(
              signing, CertificateReader.read(InputFile.read(chain), "`" + chain + "`"));
    } catch (RefusedException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static SecretBytes password(Terminal terminal) throws KeyAccessException {
    String password = terminal.environment().get(PASSWORD);
    if (password == null) {
      throw new KeyAccessException.Refused(
          "the key is encrypted; set the variable " + PASSWORD + " to its password");
    }
    return SecretBytes.takeOver(password.getBytes(StandardCharsets.UTF_8));
  }
}
