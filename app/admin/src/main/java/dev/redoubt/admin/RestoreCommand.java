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

/// `redoubt restore`.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "Makes a data folder of a backup. Every digest, the tables and the ledger are verified",
      "before the folder gets its name; if anything is wrong, there is no folder.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit code 2: nothing was restored.",
      "",
      "Example:",
      "  redoubt restore --input monday.zip --secrets secrets.zip --data-dir /var/lib/redoubt"
    })
public final class RestoreCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private DataFolderOption data = new DataFolderOption();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      required = true,
      description = "The backup.")
  private Path input = Path.of("");

  @Option(
      names = "--secrets",
      paramLabel = "FILE",
      description = "What `redoubt backup --with-secrets` wrote with it. Default: none.")
  private @Nullable Path secrets;

  /// One that speaks to a terminal.
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
              "redoubt: restored %d files and %d entries of the ledger to %s; all of it verifies"
                  .formatted(
                      restored.blobs(), restored.entries(), ConsoleMessages.quoted(data.folder())));
      if (!restored.secrets()) {
        terminal
            .err()
            .println(
                "redoubt: put `keys.secret` and `ledger.key` there before you start a server with"
                    + " it");
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
