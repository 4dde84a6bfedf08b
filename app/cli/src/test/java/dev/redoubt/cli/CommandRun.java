package dev.redoubt.cli;

import dev.redoubt.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/// The output and the exit code of a command that ran without a terminal.
record CommandRun(int code, String out, String err) {

  static CommandRun of(String... arguments) {
    return of(Map.of(), arguments);
  }

  static CommandRun of(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, environment);
    int code = Main.run(terminal, arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
