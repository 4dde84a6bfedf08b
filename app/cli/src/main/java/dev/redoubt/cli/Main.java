package dev.redoubt.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Starts the command line.
public final class Main {

  private Main() {}

  /// Runs a command and ends the process with its exit code.
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    int code = run(terminal, arguments);
    Runtime.getRuntime().halt(code);
  }

  /// Runs a command in this process.
  ///
  /// @return its exit code; both streams are flushed
  static int run(Terminal terminal, String... arguments) {
    try {
      return commandLine(terminal).execute(arguments);
    } catch (Throwable e) {
      return Crash.report(e, terminal.err());
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine command = new CommandLine(new RedoubtCommand(), new Commands(terminal));
    command.setOut(terminal.out());
    command.setErr(terminal.err());
    command.setColorScheme(CommandLine.Help.defaultColorScheme(ansi(terminal)));
    command.setUsageHelpAutoWidth(false);
    command.setUsageHelpWidth(Math.max(terminal.width(), 80));
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setExitCodeExceptionMapper(_ -> ExitCode.INTERNAL);
    command.setParameterExceptionHandler((wrong, _) -> wrongUsage(wrong));
    command.setExecutionExceptionHandler(
        (exception, _, _) -> Crash.report(exception, terminal.err()));
    return command;
  }

  private static Ansi ansi(Terminal terminal) {
    return terminal.colour(Terminal.Colour.AUTO) ? Ansi.ON : Ansi.OFF;
  }

  private static int wrongUsage(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("redoubt: " + Messages.ofUsage(wrong));
    if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.println("see: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.USAGE;
  }
}
