package dev.redoubt.admin;

import dev.redoubt.cli.Main;
import dev.redoubt.cli.console.LibraryLogging;
import dev.redoubt.cli.console.Terminal;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/// Starts the complete command line, with the commands that run or administer a registry. The
/// launcher uses it for those, and [Main], which starts faster, for all others.
public final class AdminMain {

  private static final Map<String, Function<Terminal, CommandLine>> COMMANDS =
      Map.of(
          "serve", terminal -> new CommandLine(new ServeCommand(terminal)),
          "token", terminal -> new CommandLine(new TokenCommand(terminal)),
          "backup", terminal -> new CommandLine(new BackupCommand(terminal)),
          "restore", terminal -> new CommandLine(new RestoreCommand(terminal)),
          "access", AccessCommand::commandLine);

  private AdminMain() {}

  /// Runs a command and ends the process with its exit code.
  public static void main(String[] arguments) {
    LibraryLogging.off();
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /// Runs a command in this process.
  ///
  /// @return its exit code; both streams are flushed
  public static int run(Terminal terminal, String... arguments) {
    return Main.run(terminal, COMMANDS, arguments);
  }

  /// Creates the command line for a call without running it.
  public static CommandLine commandLine(Terminal terminal, String... arguments) {
    return Main.commandLine(terminal, COMMANDS, arguments);
  }
}
