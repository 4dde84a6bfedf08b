package dev.redoubt.admin;

import dev.redoubt.access.AuthorizationDecision;
import dev.redoubt.access.CedarPolicy;
import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.http.identity.AccessExplanation;
import java.io.PrintWriter;
import java.util.List;

/// Prints an authorization decision and its reasons for people.
final class AccessExplanationReport {

  private final PrintWriter out;

  AccessExplanationReport(Terminal terminal) {
    this.out = terminal.out();
  }

  void print(AccessExplanation explanation) {
    out.println(
        switch (explanation.decision()) {
          case AuthorizationDecision.Allowed _ -> "allowed";
          case AuthorizationDecision.Denied(List<CedarPolicy> by) when by.isEmpty() ->
              "denied: no access rule permits it";
          case AuthorizationDecision.Denied _ -> "denied";
          case AuthorizationDecision.StepUp(String context, var _) ->
              "step-up authentication required: sign in again with the authentication context `"
                  + ConsoleMessages.printable(context)
                  + "`";
        });
    for (CedarPolicy rule : explanation.rules()) {
      out.println("  by rule     " + rule.id());
      out.println("              " + ConsoleMessages.printable(rule.sentence()));
    }
    for (List<String> changes : explanation.ways()) {
      out.println("  allowed if  " + ConsoleMessages.printable(String.join(", and ", changes)));
    }
    out.flush();
  }
}
