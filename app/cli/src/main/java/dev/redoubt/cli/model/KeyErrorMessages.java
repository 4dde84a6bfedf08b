package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.IOException;

/// Prints errors of key operations and maps them to exit codes.
final class KeyErrorMessages {

  private KeyErrorMessages() {}

  /// The work of a command.
  interface Work {

    /// Does the work and returns the exit code.
    int run() throws IOException;
  }

  /// Runs the work. A refusal, such as a failed authentication, is exit code 1; missing or
  /// unreadable input is 2.
  static int reported(Terminal terminal, Work work) {
    try {
      return work.run();
    } catch (KeyAccessException refused) {
      print(terminal, String.valueOf(refused.getMessage()));
      return switch (refused) {
        case KeyAccessException.NotAuthentic _,
            KeyAccessException.Refused _,
            KeyAccessException.Destroyed _,
            KeyAccessException.Disabled _,
            KeyAccessException.Confidential _ ->
            ExitCode.FAILED;
        default -> ExitCode.USAGE;
      };
    } catch (IOException unreadable) {
      String file =
          unreadable instanceof java.nio.file.FileSystemException named && named.getFile() != null
              ? "`" + named.getFile() + "`: "
              : "";
      print(terminal, file + ConsoleMessages.reason(unreadable));
      return ExitCode.USAGE;
    }
  }

  private static void print(Terminal terminal, String message) {
    String before = "redoubt: ";
    for (String line : message.split("\n", -1)) {
      terminal.err().println(before + ConsoleMessages.printable(line));
      before = "  ";
    }
  }
}
