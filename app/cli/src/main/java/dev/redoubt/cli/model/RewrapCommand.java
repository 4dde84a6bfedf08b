package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.access.KeyOpener;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.envelope.EnvelopeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt model rewrap`.
@Command(
    name = "rewrap",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    header = "Rewrap the data keys of encrypted files, for example after a key rotation.",
    description = {
      "",
      "Replaces only the header of each file; the content is not decrypted. Safe against crashes:"
          + " the file can always be decrypted.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt model rewrap *.redoubt",
      "      use the current version of the key of each file",
      "  redoubt model rewrap model.redoubt \\",
      "      --key https://kv-ml.vault.azure.net/keys/models",
      "      use another key",
      "",
      "Exit codes: 0 all files rewrapped; 1 a key is disabled, destroyed or not permitted, or a"
          + " file fails authentication; 2 wrong usage, missing or unreadable input; 70 internal"
          + " error."
    })
final class RewrapCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The encrypted files.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The new key. Default: the current version of the same key.")
  private @Nullable String key;

  @Mixin private KeyOptions keys = new KeyOptions();

  RewrapCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Continues with the other files if one fails, and returns the highest exit code.
  @Override
  public Integer call() {
    int worst = ExitCode.PASSED;
    for (Path file : files) {
      worst = Math.max(worst, KeyErrorMessages.reported(terminal, () -> rewrap(file)));
    }
    return worst;
  }

  private int rewrap(Path file) throws IOException {
    WrappedKey old = EnvelopeFile.header(file).wrappedKey();
    KeyReference from = KeyOpener.keyReferenceOf(old);
    KeyReference to = key == null ? from : KeyReference.parse(key);
    KeyOpener access = keys.access(terminal);
    try (KeyProvider source = access.provider(from);
        KeyProvider target = access.provider(to)) {
      KeyName name = KeyOpener.name(to);
      WrappedKey made = EnvelopeFile.rewrap(source, target.encryptionKey(name), file).wrappedKey();
      EnvelopeArguments.print(
          terminal, "`" + file + "`: " + old.keyName() + " -> " + made.keyName());
    }
    return ExitCode.PASSED;
  }
}
