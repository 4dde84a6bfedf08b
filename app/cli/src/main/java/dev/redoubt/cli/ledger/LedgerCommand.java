package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `redoubt ledger`.
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "A ledger is a folder that any web server can publish. Whoever keeps its key and a",
      "checkpoint can tell, with no server and none of our tools, whether it was changed.",
      ""
    },
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt ledger init audit --origin example.org/audit",
      "  redoubt ledger append audit --type model.approved --actor alice \\",
      "    --subject model/credit/7 --body approval.json",
      "  redoubt ledger verify https://example.org/audit --key audit.vkey",
      "  redoubt ledger prove 12 --ledger audit --output approval.tlog-proof",
      "  redoubt ledger check-proof approval.tlog-proof --key audit.vkey"
    })
public final class LedgerCommand implements Runnable {

  private LedgerCommand() {}

  /// The command with all that belong to it, in the order in which help lists them.
  public static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new LedgerCommand())
        .addSubcommand(new InitCommand(terminal))
        .addSubcommand(new AppendCommand(terminal))
        .addSubcommand(new VerifyCommand(terminal))
        .addSubcommand(new ProveCommand(terminal))
        .addSubcommand(new CheckProofCommand(terminal))
        .addSubcommand(new MonitorCommand(terminal))
        .addSubcommand(new ListCommand(terminal))
        .addSubcommand(new ShowCommand(terminal));
  }

  @Override
  public void run() {
    throw new UsageException("a command is missing, for example `verify`");
  }
}
