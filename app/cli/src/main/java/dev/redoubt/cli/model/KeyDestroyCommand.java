package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `redoubt model key destroy`.
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    header = "Destroy a key or version; data encrypted with it is lost permanently.",
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt model key destroy local:models/1 --yes",
      "",
      "Exit codes: 0 destroyed; 1 refused by the keystore, or not confirmed; 2 wrong usage, missing"
          + " or unreadable input; 70 internal error."
    })
final class KeyDestroyCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private KeyArgument target = new KeyArgument();

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  KeyDestroyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return target.with(
        terminal,
        (provider, name) -> {
          provider.describe(name.name());
          if (!yes && !confirmed(name.toString())) {
            terminal.err().println("redoubt: not confirmed; nothing was destroyed");
            return ExitCode.FAILED;
          }
          provider.destroy(name);
          EnvelopeArguments.print(terminal, "destroyed `" + target.reference() + "`");
          return ExitCode.PASSED;
        });
  }

  private boolean confirmed(String name) throws IOException {
    if (!terminal.errIsTerminal()) {
      throw new UsageException("cannot ask for confirmation without a terminal; use `--yes`");
    }
    terminal
        .err()
        .print(
            "Data encrypted with this key is lost permanently. Type `"
                + name
                + "` to destroy it: ");
    terminal.err().flush();
    // Closing it would close the process's own input.
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return name.equals(in.readLine());
  }
}
