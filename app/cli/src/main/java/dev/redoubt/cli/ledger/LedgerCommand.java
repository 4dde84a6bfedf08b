package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `redoubt ledger`.
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "A ledger is an append-only transparency log in a folder that any web server can publish."
          + " Anyone with its public key and a checkpoint can detect changes, without a server and"
          + " without Redoubt (formats: C2SP tlog-tiles).",
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

  /// The command with its subcommands, in the order in which help lists them.
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
    throw new UsageException("missing command, for example `verify`");
  }
}
