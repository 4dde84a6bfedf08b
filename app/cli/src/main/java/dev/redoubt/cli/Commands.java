package dev.redoubt.cli;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.ledger.LedgerCommand;
import dev.redoubt.cli.model.ModelCommand;
import dev.redoubt.cli.server.AccessCommand;
import dev.redoubt.cli.server.BackupCommand;
import dev.redoubt.cli.server.RestoreCommand;
import dev.redoubt.cli.server.ServeCommand;
import dev.redoubt.cli.server.TokenCommand;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// All commands, in the order in which help lists them.
///
/// Reading the annotations of a command takes longer than most of what it does (the JVM makes proxy
/// classes for them, which no AOT cache keeps), so that only what a call names is made in full; of
/// the others a name and a header stand for help and for suggestions.
final class Commands {

  /// A command.
  ///
  /// @param header the line that the list of commands shows; the command's own help shows it too
  private record Entry(String name, String header, Supplier<CommandLine> full) {

    CommandLine outline() {
      return headed(new CommandLine(CommandSpec.create()));
    }

    CommandLine inFull() {
      return headed(full.get());
    }

    private CommandLine headed(CommandLine command) {
      command.getCommandSpec().usageMessage().header(header);
      return command;
    }
  }

  private final List<Entry> entries;

  Commands(Terminal terminal) {
    entries =
        List.of(
            new Entry(
                "assess",
                "Say where a workload falls short, before it is deployed.",
                () -> new CommandLine(new AssessCommand(terminal))),
            new Entry(
                "expand",
                "Print what a template would deploy.",
                () -> new CommandLine(new ExpandCommand(terminal))),
            new Entry(
                "controls",
                "Show what workloads are judged by.",
                () ->
                    new CommandLine(new ControlsCommand())
                        .addSubcommand(new ControlsCommand.ListControls(terminal))
                        .addSubcommand(new ControlsCommand.ShowControl(terminal))),
            new Entry(
                "model",
                "Scan, sign, verify and encrypt model files.",
                () -> ModelCommand.commandLine(terminal)),
            new Entry(
                "ledger",
                "Keep and verify a log that cannot be changed unnoticed.",
                () -> LedgerCommand.commandLine(terminal)),
            new Entry(
                "serve",
                "Run a registry of models that MLflow's clients use.",
                () -> new CommandLine(new ServeCommand(terminal))),
            new Entry(
                "token",
                "Issue a token for a registry on this machine.",
                () -> new CommandLine(new TokenCommand(terminal))),
            new Entry(
                "backup",
                "Save a registry, also while it runs.",
                () -> new CommandLine(new BackupCommand(terminal))),
            new Entry(
                "restore",
                "Make a registry of a backup, and verify all of it.",
                () -> new CommandLine(new RestoreCommand(terminal))),
            new Entry(
                "access",
                "Explain and end what somebody may do in a registry.",
                () -> AccessCommand.commandLine(terminal)),
            new Entry(
                "completion",
                "Print a script that completes commands in a shell.",
                () -> new CommandLine(new CompletionCommand(terminal))),
            new Entry(
                "help",
                "Show the help of a command.",
                () -> new CommandLine(new CommandLine.HelpCommand())));
  }

  /// Adds them to `redoubt` itself, as far as a call needs them.
  void addTo(CommandLine redoubt, String[] arguments) {
    List<String> named = Arrays.asList(arguments);
    boolean all = named.contains("completion");
    for (Entry entry : entries) {
      redoubt.addSubcommand(
          entry.name(), all || named.contains(entry.name()) ? entry.inFull() : entry.outline());
    }
  }
}
