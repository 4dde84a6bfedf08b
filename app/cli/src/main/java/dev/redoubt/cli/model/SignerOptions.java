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

/// Options for the key and the certificates of a signer.
final class SignerOptions {

  /// The password is in the environment, because all users of the machine can see arguments.
  private static final String PASSWORD = "REDOUBT_KEY_PASSWORD";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      required = true,
      description =
          "The key: https://VAULT.vault.azure.net/keys/NAME, `pkcs11:...`, `local:NAME` or a PEM"
              + " file with the private key. Set REDOUBT_KEY_PASSWORD to the password of an"
              + " encrypted PEM file.")
  private String key = "";

  @Option(
      names = "--certificate-chain",
      paramLabel = "FILE",
      description =
          "The certificate chain in PEM, the signer's certificate first. Verifiers then trust a"
              + " root certificate instead of a public key.")
  private @Nullable Path chain;

  @Mixin private KeyOptions keystore = new KeyOptions();

  /// The signer.
  ///
  /// @throws KeyAccessException if the key does not exist or cannot be used
  EnvelopeSigner signer(Terminal terminal) throws KeyAccessException {
    try {
      SigningKey signing =
          keystore.access(terminal).signingKey(KeyReference.parse(key), () -> password(terminal));
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
          "the key is encrypted; set " + PASSWORD + " in the environment to its password");
    }
    return SecretBytes.takeOver(password.getBytes(StandardCharsets.UTF_8));
  }
}
