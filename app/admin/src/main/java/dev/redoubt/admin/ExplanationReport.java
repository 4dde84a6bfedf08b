package dev.redoubt.admin;

import dev.redoubt.access.Decision;
import dev.redoubt.access.Rule;
import dev.redoubt.cli.console.Messages;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.http.identity.AccessExplanation;
import java.io.PrintWriter;
import java.util.List;

/// Shows a person what the rules say, and why.
final class ExplanationReport {

  private final PrintWriter out;

  ExplanationReport(Terminal terminal) {
    this.out = terminal.out();
  }

  void print(AccessExplanation explanation) {
    out.println(
        switch (explanation.decision()) {
          case Decision.Allowed _ -> "allowed";
          case Decision.Denied(List<Rule> by) when by.isEmpty() -> "denied: no rule allows it";
          case Decision.Denied _ -> "denied";
          case Decision.StepUp(String context, var _) ->
              "not yet: they have to sign in again with the authentication context `"
                  + Messages.printable(context)
                  + "`";
        });
    for (Rule rule : explanation.rules()) {
      out.println("  by rule     " + rule.id());
      out.println("              " + Messages.printable(rule.sentence()));
    }
    for (List<String> way : explanation.ways()) {
      out.println("  allowed if  " + Messages.printable(String.join(", and ", way)));
    }
    out.flush();
  }
}
