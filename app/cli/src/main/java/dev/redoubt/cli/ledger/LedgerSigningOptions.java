package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.UsageException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option for the private key of a log.
final class LedgerSigningOptions {

  @Option(
      names = "--signing-key",
      paramLabel = "FILE",
      description =
          "The private key in PEM, readable only by its owner. Default: `<DIR>.key`, next to the"
              + " folder.")
  private @Nullable Path file;

  /// The key file; never inside of the folder, which is published.
  Path file(Path folder) {
    Path key =
        file != null ? file : Path.of(folder.toAbsolutePath().normalize().toString() + ".key");
    if (key.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
      throw new UsageException(
          "the private key must not be inside of the ledger folder, which is published");
    }
    return key;
  }
}
