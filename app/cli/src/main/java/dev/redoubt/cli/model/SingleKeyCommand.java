package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.pem.PemKeys;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// A command whose only argument is a key: rotate, disable, enable, public.
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n")
final class SingleKeyCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Work work;

  @Mixin private KeyArgument target = new KeyArgument();

  private SingleKeyCommand(Terminal terminal, Work work) {
    this.terminal = terminal;
    this.work = work;
  }

  /// Performs the operation and reports it.
  private interface Work {
    void apply(KeyProvider provider, KeyName name, Terminal terminal) throws IOException;
  }

  static CommandLine rotate(Terminal terminal) {
    return commandLine(
        terminal,
        "Create a new version for encryption; older versions can still decrypt.",
        SingleKeyCommand::rotate);
  }

  static CommandLine disable(Terminal terminal) {
    return commandLine(
        terminal,
        "Disable a key or version until it is enabled again.",
        (provider, name, out) -> {
          provider.disable(name);
          EnvelopeArguments.print(out, "disabled key `" + name + "`");
        });
  }

  static CommandLine enable(Terminal terminal) {
    return commandLine(
        terminal,
        "Enable a disabled key or version.",
        (provider, name, out) -> {
          provider.enable(name);
          EnvelopeArguments.print(out, "enabled key `" + name + "`");
        });
  }

  static CommandLine publicHalf(Terminal terminal) {
    return commandLine(
        terminal,
        "Print the public key as PEM.",
        (provider, name, out) -> out.out().print(PemKeys.pem(provider.publicKey(name))));
  }

  private static CommandLine commandLine(Terminal terminal, String header, Work work) {
    CommandLine command = new CommandLine(new SingleKeyCommand(terminal, work));
    command.getCommandSpec().usageMessage().header(header);
    return command;
  }

  private static void rotate(KeyProvider provider, KeyName name, Terminal terminal)
      throws IOException {
    if (name.version() != null) {
      throw new UsageException("name the key without a version to rotate it");
    }
    KeyInfo info = provider.rotate(name.name());
    terminal.out().println(info.id() + "/" + info.current().version());
  }

  @Override
  public Integer call() {
    return target.with(
        terminal,
        (provider, name) -> {
          work.apply(provider, name, terminal);
          return ExitCode.PASSED;
        });
  }
}
