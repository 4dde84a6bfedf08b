package dev.redoubt.admin;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.cli.registry.RegistryCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `redoubt access`.
@Command(
    name = "access",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = "",
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt access explain data-scientist@credit release model:credit/production",
      "  redoubt access revoke https://login.microsoftonline.com/TENANT/v2.0#SUBJECT"
    })
public final class AccessCommand implements Runnable {

  private AccessCommand() {}

  /// The command with its subcommands, in the order in which help lists them.
  public static CommandLine commandLine(Terminal terminal) {
    CommandLine command =
        new CommandLine(new AccessCommand()).addSubcommand(new ExplainCommand(terminal));
    RegistryCommands.ofAccess(terminal).forEach(command::addSubcommand);
    return command;
  }

  @Override
  public void run() {
    throw new UsageException("missing command, for example `explain`");
  }
}
