package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.cli.registry.RegistryCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `redoubt model`.
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = "",
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n")
public final class ModelCommand implements Runnable {

  private ModelCommand() {}

  /// The command with its subcommands, in the order in which help lists them.
  public static CommandLine commandLine(Terminal terminal) {
    CommandLine command = new CommandLine(new ModelCommand());
    command
        .addSubcommand(new ScanCommand(terminal))
        .addSubcommand(new SignCommand(terminal))
        .addSubcommand(new VerifyCommand(terminal))
        .addSubcommand(new AttestCommand(terminal))
        .addSubcommand(new EncryptCommand(terminal))
        .addSubcommand(new DecryptCommand(terminal))
        .addSubcommand(new RewrapCommand(terminal))
        .addSubcommand("key", KeyCommand.commandLine(terminal));
    RegistryCommands.ofModels(terminal).forEach(command::addSubcommand);
    return command;
  }

  @Override
  public void run() {
    throw new UsageException("missing command, for example `scan`");
  }
}
