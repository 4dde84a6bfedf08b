package dev.redoubt.admin;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.server.operation.BackupWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `redoubt backup`.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "Writes a consistent backup of the data folder: database, encrypted files, wrapped keys and"
          + " the ledger. The server may be running. The secrets that unlock the keys are not"
          + " included; see --with-secrets.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 success; 2 no backup was written; 70 internal error.",
      "",
      "Example:",
      "  redoubt backup --data-dir /var/lib/redoubt --output /backup/monday.zip"
    })
public final class BackupCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private DataFolderOption data = new DataFolderOption();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The backup file; it must not exist.")
  private Path output = Path.of("");

  @Option(
      names = "--with-secrets",
      paramLabel = "FILE",
      description =
          "Also write the secrets that unlock the keys, and the signing keys, to this file. Store"
              + " it apart from the backup: both together give access to all data. Default: not"
              + " written.")
  private @Nullable Path secrets;

  /// @param terminal receives messages
  public BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      BackupWriter.Saved saved =
          BackupWriter.write(new DataFolder(data.folder()), output, secrets, Instant.now());
      terminal
          .err()
          .println(
              "redoubt: wrote a backup of %d files and %d ledger entries to %s"
                  .formatted(saved.blobs(), saved.entries(), ConsoleMessages.quoted(output)));
      if (secrets == null) {
        terminal
            .err()
            .println(
                "redoubt: the backup does not contain `keys.secret`, `ledger.key` and `issuer.jwk`;"
                    + " back them up separately, because a restore needs them");
      }
      return ExitCode.PASSED;
    } catch (IOException failed) {
      terminal
          .err()
          .println("redoubt: " + ConsoleMessages.printable(ConsoleMessages.reason(failed)));
      return ExitCode.USAGE;
    }
  }
}
