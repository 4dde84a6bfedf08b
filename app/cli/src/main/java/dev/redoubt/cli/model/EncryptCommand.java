package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.ProgressLine;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.access.KeyOpener;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.envelope.EnvelopeFile;
import dev.redoubt.keys.envelope.EnvelopeHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt model encrypt`.
@Command(
    name = "encrypt",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    header = "Encrypt a file with a key in a keystore, HSM or key vault.",
    description = {
      "",
      "Encrypts the file with a new data key (Tink's streaming AES256-GCM-HKDF) and wraps the data"
          + " key with KEY, which never leaves its keystore. The context identifies the file; it is"
          + " authenticated but not encrypted.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt model encrypt model.safetensors --key local:models",
      "  redoubt model encrypt model.bin --context model=credit \\",
      "      --key https://kv-ml.vault.azure.net/keys/models",
      "  redoubt model encrypt model.bin --key 'pkcs11:token=ml;object=models' \\",
      "      --pkcs11-module /usr/lib/softhsm/libsofthsm2.so --pin-file pin",
      "",
      "Exit codes: 0 encrypted; 1 the key is disabled, destroyed or not permitted; 2 wrong usage,"
          + " missing or unreadable input; 70 internal error."
    })
final class EncryptCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The file to encrypt.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      required = true,
      description =
          "The key: https://VAULT.vault.azure.net/keys/NAME, `pkcs11:...` or `local:NAME`.")
  private String key = "";

  @Option(
      names = "--context",
      paramLabel = "NAME=VALUE",
      description = "Identifies the file; may be repeated. Default: object=NAME-OF-FILE.")
  private Map<String, String> context = new LinkedHashMap<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The output file. Default: FILE.redoubt.")
  private @Nullable Path output;

  @Option(names = "--force", description = "Overwrite the output file.")
  private boolean force;

  @Mixin private KeyOptions keys = new KeyOptions();

  EncryptCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return KeyErrorMessages.reported(terminal, this::encrypt);
  }

  private int encrypt() throws IOException {
    Path target = output == null ? Path.of(file + EnvelopeArguments.SUFFIX) : output;
    EnvelopeArguments.refuseExisting(target, force);
    KeyReference reference = KeyReference.parse(key);
    KeyContext object =
        EnvelopeArguments.context(
            context.isEmpty()
                ? Map.of("object", String.valueOf(file.toAbsolutePath().getFileName()))
                : context);
    EnvelopeHeader header;
    try (InputStream in = Files.newInputStream(file);
        KeyProvider provider = keys.access(terminal).provider(reference);
        ProgressLine progress = new ProgressLine(terminal, "encrypting", Files.size(file))) {
      header =
          EnvelopeFile.encrypt(
              provider.encryptionKey(KeyOpener.name(reference)),
              object,
              EnvelopeArguments.watched(in, progress, file),
              target);
    }
    EnvelopeArguments.print(
        terminal,
        "encrypted `" + file + "` to `" + target + "`, key " + header.wrappedKey().keyName());
    EnvelopeArguments.print(terminal, "context: " + object);
    return ExitCode.PASSED;
  }
}
