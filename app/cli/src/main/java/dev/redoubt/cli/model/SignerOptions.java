package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.WrongUsage;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.signing.Certificates;
import dev.redoubt.signing.PrivateKeys;
import dev.redoubt.signing.RefusedException;
import dev.redoubt.signing.Signer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// With what something is signed.
final class SignerOptions {

  /// A password in the arguments of a process is read by everybody on the machine.
  private static final String PASSWORD = "REDOUBT_KEY_PASSWORD";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description =
          "The private key: a PEM file with an elliptic curve key. The password of an encrypted one"
              + " is in the variable REDOUBT_KEY_PASSWORD.")
  private Path key = Path.of("");

  @Option(
      names = "--certificate-chain",
      paramLabel = "FILE",
      description =
          "Certificates in PEM, the signer's first. Verifiers then need a root, not a key.")
  private @Nullable Path chain;

  Signer signer(Terminal terminal) {
    String password = terminal.environment().get(PASSWORD);
    String what = "`" + key + "`";
    try {
      SigningKey signing =
          PrivateKeys.read(
              InputFile.read(key), what, password == null ? null : password.toCharArray());
      return chain == null
          ? Signer.withKey(signing)
          : Signer.withCertificates(
              signing, Certificates.read(InputFile.read(chain), "`" + chain + "`"));
    } catch (RefusedException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }
}
