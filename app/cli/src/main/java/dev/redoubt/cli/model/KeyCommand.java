package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `redoubt model key`: the life of keys, wherever they are.
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Make, rotate, disable, destroy and release keys.",
    description = "",
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "A key is `local:NAME[/VERSION]` of a keystore in a folder, a `pkcs11:` URI (RFC",
      "7512), or `https://VAULT.vault.azure.net/keys/NAME[/VERSION]` (or",
      "`managedhsm.azure.net`).",
      "",
      "Examples:",
      "  redoubt model key create local:models",
      "  redoubt model key create local:release --type ec-p256",
      "  redoubt model key rotate local:models",
      "",
      "Exit codes: 0 done; 1 refused; 2 wrong usage, or something is not there or cannot",
      "be read; 70 a fault of Redoubt itself."
    })
final class KeyCommand implements Runnable {

  private KeyCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new KeyCommand())
        .addSubcommand(new KeyCreateCommand(terminal))
        .addSubcommand(new KeyListCommand(terminal))
        .addSubcommand("rotate", SingleKeyCommand.rotate(terminal))
        .addSubcommand("disable", SingleKeyCommand.disable(terminal))
        .addSubcommand("enable", SingleKeyCommand.enable(terminal))
        .addSubcommand(new KeyDestroyCommand(terminal))
        .addSubcommand(new KeyReleaseCommand(terminal))
        .addSubcommand("public", SingleKeyCommand.publicHalf(terminal));
  }

  @Override
  public void run() {
    throw new UsageException("a command is missing, for example `create KEY`");
  }
}
