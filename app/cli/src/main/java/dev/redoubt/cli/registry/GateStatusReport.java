package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.text.TextWrapping;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;

/// Prints the decision of a gate for people.
final class GateStatusReport {

  private final PrintWriter out;
  private final int width;
  private final Ansi ansi;

  GateStatusReport(Terminal terminal, boolean colour) {
    this.out = terminal.out();
    this.width = terminal.width();
    this.ansi = colour ? Ansi.ON : Ansi.OFF;
  }

  void print(JsonNode response) {
    boolean allowed = response.path("allowed").asBoolean(false);
    out.println(
        "%s version %s  %s  %s: %s"
            .formatted(
                text(response, "model"),
                text(response, "version"),
                text(response, "stage"),
                text(response, "environment"),
                allowed ? styled("green", "allowed") : styled("red", "blocked")));
    fact("digest", text(response, "digest"));
    fact("state", text(response, "state"));
    for (JsonNode each : response.path("requirements")) {
      requirement(text(each, "state"), text(each, "name") + ": " + text(each, "message"));
    }
    if (response.path("evidence").size() > 0) {
      out.println("EVIDENCE");
      response.path("evidence").forEach(this::evidence);
    }
    out.flush();
  }

  private void fact(String name, String text) {
    if (!text.isEmpty()) {
      out.println("  " + name + "  " + text);
    }
  }

  private void requirement(String state, String sentence) {
    String mark =
        switch (state) {
          case "holds" -> styled("green", "met    ");
          case "missing" -> styled("yellow", "missing");
          case "failed" -> styled("red", "failed ");
          case "expired" -> styled("yellow", "expired");
          default -> styled("yellow", "unknown");
        };
    String indent = " ".repeat(11);
    List<String> lines = TextWrapping.wrap(sentence, Math.max(20, width - indent.length()));
    out.println("  " + mark + "  " + String.join("\n" + indent, lines));
  }

  private void evidence(JsonNode each) {
    out.println(
        "  %s  %s  by %s, %s"
            .formatted(
                text(each, "id"), text(each, "summary"), text(each, "by"), text(each, "at")));
  }

  private String styled(String style, String words) {
    return ansi.string("@|" + style + " " + words + "|@");
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return ConsoleMessages.printable(
        value.isString() ? value.stringValue() : value.isNumber() ? value.toString() : "");
  }
}
