package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.UsageException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the private key of a log is.
final class LedgerSigningOptions {

  @Option(
      names = "--signing-key",
      paramLabel = "FILE",
      description =
          "The private key, in PEM, readable by its owner alone. Default: `<DIR>.key`, beside the"
              + " folder.")
  private @Nullable Path file;

  /// The file of the key; never within the folder, which is published.
  Path file(Path folder) {
    Path key =
        file != null ? file : Path.of(folder.toAbsolutePath().normalize().toString() + ".key");
    if (key.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
      throw new UsageException("the private key must not lie in the folder, which is published");
    }
    return key;
  }
}
