package dev.redoubt.admin.contract;

import dev.redoubt.admin.AdminMain;
import dev.redoubt.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a call of `redoubt` printed and returned.
record CommandRun(int code, String out, String err) {

  /// Calls it without a variable in the environment.
  static CommandRun of(String... arguments) {
    return in(Map.of(), arguments);
  }

  /// Calls it in an environment.
  static CommandRun in(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, environment);
    int code = AdminMain.run(terminal, arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /// Its standard output as JSON.
  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
