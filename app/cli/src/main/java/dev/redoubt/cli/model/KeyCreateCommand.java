package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.access.KeyOpener;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `redoubt model key create`.
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    header = "Create a key; for `local:` also the keystore if it does not exist.",
    optionListHeading = "Options:%n")
final class KeyCreateCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private KeyArgument target = new KeyArgument();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "aes-256",
      description =
          "Key type: aes-256 or rsa-3072 for encryption; ec-p256, ec-p384, ec-p521 or ed25519 for"
              + " signatures. Default: aes-256.")
  private String type = "aes-256";

  @Option(
      names = "--release-policy",
      paramLabel = "FILE",
      description =
          "Create a confidential key with this Azure key release policy (JSON). The key can only be"
              + " released to an attested enclave.")
  private @Nullable Path policy;

  @Option(
      names = "--import",
      paramLabel = "FILE",
      description = "Import a private key from a PEM file; for `local:` keys only.")
  private @Nullable Path pem;

  KeyCreateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    KeyType made =
        Arrays.stream(KeyType.values())
            .filter(each -> each.title().equals(type))
            .findFirst()
            .orElseThrow(() -> new UsageException("unknown key type `" + type + "`"));
    return KeyErrorMessages.reported(
        terminal,
        () -> {
          KeyReference reference = target.reference();
          if (KeyOpener.name(reference).version() != null) {
            throw new UsageException(
                "a new key is named without a version, not `" + reference + "`");
          }
          target.keys().prepare(terminal, reference);
          try (KeyProvider provider = target.keys().access(terminal).provider(reference)) {
            KeyInfo info = make(provider, KeyOpener.name(reference).name(), made);
            terminal.out().println(info.id() + "/" + info.current().version());
          }
          return ExitCode.PASSED;
        });
  }

  private KeyInfo make(KeyProvider provider, String name, KeyType made) throws KeyAccessException {
    if (pem == null) {
      return provider.create(
          new NewKey(
              name,
              made,
              policy == null ? null : new String(InputFile.read(policy), StandardCharsets.UTF_8)));
    }
    if (!(provider instanceof LocalKeyStore local) || policy != null) {
      throw new UsageException(
          "`--import` requires a `local:` key and cannot be combined with `--release-policy`");
    }
    return local.importPem(name, SecretBytes.takeOver(InputFile.read(pem)));
  }
}
