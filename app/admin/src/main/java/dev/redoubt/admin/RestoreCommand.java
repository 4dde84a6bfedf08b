package dev.redoubt.admin;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.server.operation.BackupRestorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `redoubt restore`.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "Creates a data folder from a backup. All digests, the database and the ledger are verified"
          + " first; if the verification fails, no folder is created.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 success; 2 nothing was restored; 70 internal error.",
      "",
      "Example:",
      "  redoubt restore --input monday.zip --secrets secrets.zip \\",
      "      --data-dir /var/lib/redoubt"
    })
public final class RestoreCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private DataFolderOption data = new DataFolderOption();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      required = true,
      description = "The backup file.")
  private Path input = Path.of("");

  @Option(
      names = "--secrets",
      paramLabel = "FILE",
      description = "The file that `redoubt backup --with-secrets` wrote. Default: none.")
  private @Nullable Path secrets;

  /// @param terminal receives messages
  public RestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      BackupRestorer.Restored restored = BackupRestorer.read(input, secrets, data.folder());
      terminal
          .err()
          .println(
              "redoubt: restored %d files and %d ledger entries to %s and verified them"
                  .formatted(
                      restored.blobs(), restored.entries(), ConsoleMessages.quoted(data.folder())));
      if (!restored.secrets()) {
        terminal
            .err()
            .println(
                "redoubt: copy `keys.secret` and `ledger.key` into the data folder before you start"
                    + " a server");
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
