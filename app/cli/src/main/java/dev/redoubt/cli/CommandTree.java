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

/// The tree of all commands, in the order in which help lists them.
///
/// Reading the annotations of a command takes longer than most of what it does (the JVM creates
/// proxy classes for them, which no AOT cache keeps). Therefore only the commands that the
/// arguments name are created in full; the others have a name and a header, for help and for
/// suggestions.
final class CommandTree {

  /// One command of the tree.
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

  /// @param operators creates the commands that run or administer a registry, by name
  CommandTree(Terminal terminal, Map<String, Function<Terminal, CommandLine>> operators) {
    entries =
        List.of(
            new Entry(
                "assess",
                "Check the security of a workload before it is deployed.",
                () -> new CommandLine(new AssessCommand(terminal))),
            new Entry(
                "diagram",
                "Draw the workload that templates would deploy.",
                () -> new CommandLine(new DiagramCommand(terminal))),
            new Entry(
                "expand",
                "Print the resources that a template would deploy.",
                () -> new CommandLine(new ExpandCommand(terminal))),
            new Entry(
                "controls",
                "List and explain the security controls.",
                () ->
                    new CommandLine(new ControlsCommand())
                        .addSubcommand(new ControlsCommand.ListControls(terminal))
                        .addSubcommand(new ControlsCommand.ShowControl(terminal))),
            new Entry(
                "init",
                "Write a first configuration file.",
                () ->
                    new CommandLine(new InitCommand())
                        .addSubcommand(new InitCommand.Config(terminal))),
            new Entry(
                "model",
                "Scan, sign, verify and encrypt model files.",
                () -> ModelCommand.commandLine(terminal)),
            new Entry(
                "ledger",
                "Write and verify a tamper-evident log.",
                () -> LedgerCommand.commandLine(terminal)),
            operator("serve", "Run a model registry for MLflow clients.", terminal, operators),
            operator(
                "token",
                "Issue an access token for a registry on this machine.",
                terminal,
                operators),
            operator(
                "backup", "Back up a registry, also while it is running.", terminal, operators),
            operator(
                "restore", "Restore a registry from a backup and verify it.", terminal, operators),
            operator("access", "Explain access decisions and revoke tokens.", terminal, operators),
            new Entry(
                "doctor",
                "Check this installation and say what to do.",
                () -> new CommandLine(new DoctorCommand(terminal))),
            new Entry(
                "completion",
                "Print a shell completion script.",
                () -> new CommandLine(new CompletionCommand(terminal))),
            new Entry(
                "help",
                "Show the help of a command.",
                () -> new CommandLine(new CommandLine.HelpCommand())));
  }

  /// A command whose libraries may be missing from the class path; without them, the command exists
  /// by name and reports that.
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
            ? () -> new CommandLine(CommandSpec.wrapWithoutInspection(new UnavailableCommand(name)))
            : () -> full.apply(terminal));
  }

  /// Stands in for a command whose libraries are not on the class path.
  private record UnavailableCommand(String name) implements Runnable {
    @Override
    public void run() {
      throw new UsageException(
          "`"
              + name
              + "` needs server libraries that are not on this class path; run it with the"
              + " `redoubt` launcher");
    }
  }

  /// Adds the commands to `redoubt`, in full where the arguments name them.
  void addTo(CommandLine redoubt, String[] arguments) {
    List<String> named = Arrays.asList(arguments);
    boolean all = named.contains("completion");
    for (Entry entry : entries) {
      redoubt.addSubcommand(
          entry.name(), all || named.contains(entry.name()) ? entry.inFull() : entry.outline());
    }
  }
}
