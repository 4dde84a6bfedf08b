package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `redoubt model key`, which manages keys in all kinds of keystores.
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Create, rotate, disable, destroy and release keys.",
    description = "",
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "KEY is `local:NAME[/VERSION]` for a key in a local keystore, a `pkcs11:` URI (RFC 7512) for"
          + " a key in an HSM, or `https://VAULT.vault.azure.net/keys/NAME`, with an optional"
          + " `/VERSION`, for Azure Key Vault (or `managedhsm.azure.net`).",
      "",
      "Examples:",
      "  redoubt model key create local:models",
      "  redoubt model key create local:release --type ec-p256",
      "  redoubt model key rotate local:models",
      "",
      "Exit codes: 0 success; 1 refused by the keystore; 2 wrong usage, missing or unreadable"
          + " input; 70 internal error."
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
    throw new UsageException("missing command, for example `create KEY`");
  }
}
