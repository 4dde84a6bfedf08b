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

/// `redoubt model key destroy`.
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    header = "Destroy a key or a version: what it encrypted is unreadable for good.",
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt model key destroy local:models/1 --yes",
      "",
      "Exit codes: 0 destroyed; 1 refused, or not confirmed; 2 wrong usage, or something",
      "is not there or cannot be read; 70 a fault of Redoubt itself."
    })
final class KeyDestroyCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private KeyArgument target = new KeyArgument();

  @Option(names = "--yes", description = "Do not ask.")
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
          EnvelopeArguments.say(terminal, "destroyed `" + target.reference() + "`");
          return ExitCode.PASSED;
        });
  }

  private boolean confirmed(String name) throws IOException {
    if (!terminal.errIsTerminal()) {
      throw new UsageException("destroying a key needs `--yes` where nobody can be asked");
    }
    terminal.err().print("What it encrypted is lost for good. Type `" + name + "` to destroy it: ");
    terminal.err().flush();
    // Closing it would close the process's own input.
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return name.equals(in.readLine());
  }
}
