package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.keys.OwnerOnlyFiles;
import dev.redoubt.keys.access.KeyOpener;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for keystores and their credentials. Secrets are read from files or environment
/// variables, never from arguments, which all users of the machine can see.
final class KeyOptions {

  @Option(
      names = "--keystore",
      paramLabel = "DIR",
      description =
          "The folder of `local:` keys. Default: REDOUBT_KEYSTORE, otherwise `.redoubt/keys`.")
  private @Nullable Path keystore;

  @Option(
      names = "--root-key",
      paramLabel = "FILE",
      description =
          "The root key of the keystore: a file that only its owner can read, created with the"
              + " keystore. Default: DIR.root. Alternatives: REDOUBT_ROOT_SECRET (base64, at least"
              + " 32 bytes) or REDOUBT_PASSPHRASE in the environment.")
  private @Nullable Path rootKey;

  @Option(
      names = "--pkcs11-module",
      paramLabel = "FILE",
      description = "The PKCS#11 library, for `pkcs11:` URIs without `module-path`.")
  private @Nullable Path module;

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      description =
          "A file with the PIN of the PKCS#11 token. Default: REDOUBT_PIN in the environment.")
  private @Nullable Path pinFile;

  /// The folder of the keystore.
  Path folder(Terminal terminal) {
    if (keystore != null) {
      return keystore;
    }
    String variable = terminal.environment().getOrDefault("REDOUBT_KEYSTORE", "");
    return variable.isEmpty() ? Path.of(".redoubt", "keys") : Path.of(variable);
  }

  KeyOpener access(Terminal terminal) {
    return new KeyOpener(folder(terminal), () -> secret(terminal), module, () -> pin(terminal));
  }

  /// Creates the keystore and its root key if they do not exist and a key is to be created in it.
  void prepare(Terminal terminal, KeyReference reference) throws IOException {
    Path folder = folder(terminal);
    if (!(reference instanceof KeyReference.Local) || LocalKeyStore.exists(folder)) {
      return;
    }
    RootSecret secret = secret(terminal);
    if (secret instanceof RootSecret.KeyFile(Path path) && !Files.exists(path)) {
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        OwnerOnlyFiles.createFolders(parent);
      }
      RootSecret.KeyFile.create(path);
      terminal
          .err()
          .println(
              "created root key `"
                  + path
                  + "`; back it up: without it, no key of the keystore can be used");
    }
    LocalKeyStore.create(folder, secret).close();
  }

  private RootSecret secret(Terminal terminal) throws KeyAccessException {
    String secret = terminal.environment().getOrDefault("REDOUBT_ROOT_SECRET", "");
    String passphrase = terminal.environment().getOrDefault("REDOUBT_PASSPHRASE", "");
    if (rootKey == null && !secret.isEmpty()) {
      try {
        return new RootSecret.Given(SecretBytes.takeOver(Base64.getDecoder().decode(secret)));
      } catch (IllegalArgumentException notBase64) {
        throw new KeyAccessException.Malformed("REDOUBT_ROOT_SECRET is not valid base64");
      }
    }
    if (rootKey == null && !passphrase.isEmpty()) {
      return new RootSecret.Passphrase(
          SecretBytes.takeOver(passphrase.getBytes(StandardCharsets.UTF_8)));
    }
    if (rootKey != null) {
      return new RootSecret.KeyFile(rootKey);
    }
    Path folder = folder(terminal);
    return new RootSecret.KeyFile(folder.resolveSibling(folder.getFileName() + ".root"));
  }

  private SecretBytes pin(Terminal terminal) throws KeyAccessException {
    if (pinFile != null) {
      String text = new String(InputFile.read(pinFile), StandardCharsets.UTF_8);
      return SecretBytes.takeOver(text.strip().getBytes(StandardCharsets.UTF_8));
    }
    String variable = terminal.environment().getOrDefault("REDOUBT_PIN", "");
    if (variable.isEmpty()) {
      throw new KeyAccessException.NotFound(
          "the PKCS#11 token needs a PIN: use `--pin-file` or set REDOUBT_PIN");
    }
    return SecretBytes.takeOver(variable.getBytes(StandardCharsets.UTF_8));
  }
}
