package dev.redoubt.cli;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.ledger.LedgerCommand;
import dev.redoubt.cli.model.ModelCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// All commands, in the order in which help lists them.
///
/// Reading the annotations of a command takes longer than most of what it does (the JVM makes proxy
/// classes for them, which no AOT cache keeps), so that only what a call names is made in full; of
/// the others a name and a header stand for help and for suggestions.
final class CommandTree {

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

  /// @param operators makes the commands that run a registry or look after it, by their names
  CommandTree(Terminal terminal, Map<String, Function<Terminal, CommandLine>> operators) {
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
            operator(
                "serve",
                "Run a registry of models that MLflow's clients use.",
                terminal,
                operators),
            operator("token", "Issue a token for a registry on this machine.", terminal, operators),
            operator("backup", "Save a registry, also while it runs.", terminal, operators),
            operator(
                "restore",
                "Make a registry of a backup, and verify all of it.",
                terminal,
                operators),
            operator(
                "access",
                "Explain and end what somebody may do in a registry.",
                terminal,
                operators),
            new Entry(
                "completion",
                "Print a script that completes commands in a shell.",
                () -> new CommandLine(new CompletionCommand(terminal))),
            new Entry(
                "help",
                "Show the help of a command.",
                () -> new CommandLine(new CommandLine.HelpCommand())));
  }

  /// A command whose libraries are not on every class path: where they are not, it is known by name
  /// and says so.
  private static Entry operator(
      String name,
      String header,
      Terminal terminal,
      Map<String, Function<Terminal, CommandLine>> operators) {
    Function<Terminal, CommandLine> full = operators.get(name);
    return new Entry(
        name,
        header,
        full == null
            ? () -> new CommandLine(CommandSpec.wrapWithoutInspection(new Elsewhere(name)))
            : () -> full.apply(terminal));
  }

  /// A command that is known by name alone.
  private record Elsewhere(String name) implements Runnable {
    @Override
    public void run() {
      throw new UsageException(
          "`" + name + "` is run by the launcher `redoubt`, which brings what it needs");
    }
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
