package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Base of the ledger commands: output formats, and the exit code for an unreadable ledger.
abstract sealed class LedgerSubcommand implements Callable<Integer>
    permits AppendCommand,
        CheckProofCommand,
        InitCommand,
        ListCommand,
        MonitorCommand,
        ProveCommand,
        ShowCommand,
        VerifyCommand {

  /// The output formats.
  enum Format {
    CONSOLE,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Terminal terminal;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "console",
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: console.")
  private Format format = Format.CONSOLE;

  LedgerSubcommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Runs the command.
  ///
  /// @return the exit code
  /// @throws IOException if something cannot be read or written; the message is for the user
  abstract int run() throws IOException;

  @Override
  public Integer call() {
    try {
      return run();
    } catch (IOException e) {
      warn(ConsoleMessages.reason(e));
      return ExitCode.USAGE;
    }
  }

  final boolean isJson() {
    return format == Format.JSON;
  }

  /// Prints a report in the requested format.
  final void print(String text, Map<String, ?> json) {
    String shown = isJson() ? JSON.writeValueAsString(json) : safe(text);
    new OutputWriter(terminal).write(out -> out.append(shown).append('\n'), null);
  }

  /// Prints a warning to standard error.
  final void warn(String message) {
    terminal.err().println("redoubt: " + ConsoleMessages.printable(message));
  }

  /// The text with control characters escaped, line by line.
  private static String safe(String text) {
    return String.join("\n", text.lines().map(ConsoleMessages::printable).toList());
  }
}
