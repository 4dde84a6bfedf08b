package dev.redoubt.cli;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.InternalErrorReport;
import dev.redoubt.cli.console.LibraryLogging;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Starts the command line without the commands that run or administer a registry, which are in
/// `app/admin`.
public final class Main {

  static {
    // otherwise picocli searches all jars for a class of Groovy, which takes 16 ms
    System.setProperty("picocli.disable.closures", "true");
  }

  private Main() {}

  /// Runs a command and ends the process with its exit code.
  public static void main(String[] arguments) {
    LibraryLogging.off();
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /// Runs a command in this process.
  ///
  /// @return its exit code; both streams are flushed
  public static int run(Terminal terminal, String... arguments) {
    return run(terminal, Map.of(), arguments);
  }

  /// Runs a command in this process.
  ///
  /// @param operators creates the commands that run or administer a registry, by name
  /// @return its exit code; both streams are flushed
  public static int run(
      Terminal terminal,
      Map<String, Function<Terminal, CommandLine>> operators,
      String... arguments) {
    try {
      return commandLine(terminal, operators, arguments).execute(arguments);
    } catch (Throwable fault) {
      return InternalErrorReport.report(fault, terminal.err());
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  /// Creates the command line for a call without running it.
  ///
  /// @param operators makes the commands that run a registry or look after it, by their names
  public static CommandLine commandLine(
      Terminal terminal,
      Map<String, Function<Terminal, CommandLine>> operators,
      String[] arguments) {
    CommandLine command = new CommandLine(RedoubtCommand.spec(terminal));
    new CommandTree(terminal, operators).addTo(command, arguments);
    command.setOut(terminal.out());
    command.setErr(terminal.err());
    command.setColorScheme(CommandLine.Help.defaultColorScheme(ansi(terminal)));
    command.setUsageHelpWidth(80);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(
        (wrong, _) -> wrongUsage(ConsoleMessages.ofUsage(wrong), wrong.getCommandLine()));
    command.setExecutionExceptionHandler(
        (fault, failed, _) ->
            fault instanceof UsageException wrong
                ? wrongUsage(String.valueOf(wrong.getMessage()), failed)
                : InternalErrorReport.report(fault, terminal.err()));
    return command;
  }

  private static Ansi ansi(Terminal terminal) {
    return terminal.colour(Terminal.Colour.AUTO) ? Ansi.ON : Ansi.OFF;
  }

  private static int wrongUsage(String message, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println("redoubt: " + message);
    err.println("see: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }
}
