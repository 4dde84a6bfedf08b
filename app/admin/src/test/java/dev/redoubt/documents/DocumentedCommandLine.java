package dev.redoubt.documents;

import dev.redoubt.admin.AdminMain;
import dev.redoubt.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Parses commands of documents with the real command line, without running them.
final class DocumentedCommandLine {

  /// The command line with all commands in full, as the completion script needs it.
  private static final CommandLine EVERYTHING = commandLine(List.of("completion"));

  private DocumentedCommandLine() {}

  private static CommandLine commandLine(List<String> arguments) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return AdminMain.commandLine(
        new Terminal(nowhere, nowhere, false, false, Map.of()), arguments.toArray(String[]::new));
  }

  /// Why a call is wrong; empty if its command, options and arguments are valid. A value that the
  /// shell computes may be anything.
  static Optional<String> wrong(ShellCommand call) {
    List<String> arguments = call.arguments().stream().map(ShellCommand.Word::text).toList();
    try {
      commandLine(arguments).parseArgs(arguments.toArray(String[]::new));
      return Optional.empty();
    } catch (UnmatchedArgumentException | MissingParameterException unknown) {
      return Optional.of(String.valueOf(unknown.getMessage()));
    } catch (ParameterException wrongValue) {
      return call.arguments().stream().anyMatch(ShellCommand.Word::computed)
          ? Optional.empty()
          : Optional.of(String.valueOf(wrongValue.getMessage()));
    }
  }

  /// Why a mention such as `redoubt model sign` is wrong; empty if the command exists. A word that
  /// is not in lower case is an argument.
  static Optional<String> wrongMention(List<String> words) {
    CommandLine command = EVERYTHING;
    for (String word : words) {
      if (command.getSubcommands().isEmpty() || !word.matches("[a-z][a-z-]*")) {
        return Optional.empty();
      }
      CommandLine below = command.getSubcommands().get(word);
      if (below == null) {
        return Optional.of("`" + command.getCommandName() + "` has no command `" + word + "`");
      }
      command = below;
    }
    return Optional.empty();
  }

  /// The names of all options of all commands.
  static Set<String> options() {
    Set<String> options = new TreeSet<>();
    addOptions(EVERYTHING, options);
    return options;
  }

  private static void addOptions(CommandLine command, Set<String> options) {
    options.addAll(command.getCommandSpec().optionsMap().keySet());
    command.getSubcommands().values().forEach(below -> addOptions(below, options));
  }
}
