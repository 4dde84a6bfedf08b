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

/// `redoubt backup`.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "Saves the data folder of a server, which may run meanwhile: tables, encrypted files,",
      "wrapped keys and the ledger, as of one moment. What opens the keys is not in it.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit code 2: there is no backup.",
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
      description = "Where the backup goes; a file that is not there yet.")
  private Path output = Path.of("");

  @Option(
      names = "--with-secrets",
      paramLabel = "FILE",
      description =
          "Where what opens the keys, and what signs, goes besides. Keep it apart from the backup:"
              + " who has both can read everything. Default: nowhere.")
  private @Nullable Path secrets;

  /// One that speaks to a terminal.
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
              "redoubt: saved %d files and %d entries of the ledger to %s"
                  .formatted(saved.blobs(), saved.entries(), ConsoleMessages.quoted(output)));
      if (secrets == null) {
        terminal
            .err()
            .println(
                "redoubt: `keys.secret`, `ledger.key` and `issuer.jwk` are not in it; without them"
                    + " it cannot be used");
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
