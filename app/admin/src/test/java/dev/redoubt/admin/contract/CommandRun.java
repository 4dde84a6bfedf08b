package dev.redoubt.admin.contract;

import dev.redoubt.admin.AdminMain;
import dev.redoubt.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The output and the exit code of a `redoubt` command.
record CommandRun(int code, String out, String err) {

  /// Runs a command with an empty environment.
  static CommandRun of(String... arguments) {
    return in(Map.of(), arguments);
  }

  /// Runs a command with environment variables.
  static CommandRun in(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, environment);
    int code = AdminMain.run(terminal, arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /// The standard output as JSON.
  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
