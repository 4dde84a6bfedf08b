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

/// What the commands of a ledger share: formats, and what becomes of a ledger that cannot be read.
abstract sealed class LedgerSubcommand implements Callable<Integer>
    permits AppendCommand,
        CheckProofCommand,
        InitCommand,
        ListCommand,
        MonitorCommand,
        ProveCommand,
        ShowCommand,
        VerifyCommand {

  /// The formats of what is printed.
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
      description = "${COMPLETION-CANDIDATES}. Default: console.")
  private Format format = Format.CONSOLE;

  LedgerSubcommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Does what the command is for.
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

  /// Prints a report in the format that was asked for.
  final void print(String text, Map<String, ?> json) {
    String shown = isJson() ? JSON.writeValueAsString(json) : safe(text);
    new OutputWriter(terminal).write(out -> out.append(shown).append('\n'), null);
  }

  /// Says something beside the report.
  final void warn(String message) {
    terminal.err().println("redoubt: " + ConsoleMessages.printable(message));
  }

  /// Each line without what would act on a terminal.
  private static String safe(String text) {
    return String.join("\n", text.lines().map(ConsoleMessages::printable).toList());
  }
}
