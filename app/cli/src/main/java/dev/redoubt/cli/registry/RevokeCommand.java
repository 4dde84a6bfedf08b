package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/// `redoubt access revoke`.
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "End all tokens that somebody has now.",
    description = {
      "",
      "Asks a registry that runs; you have to be its administrator. Tokens that are issued later",
      "count again: who is not to come back has to be locked out by the issuer.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Exit codes: 0 ended; 1 you may not; 2 wrong usage, or the registry cannot be",
      "asked; 70 a fault of Redoubt itself.",
      "",
      "Example:",
      "  redoubt access revoke 'https://login.microsoftonline.com/TENANT/v2.0#SUBJECT' \\",
      "    --reason \"laptop was stolen\""
    })
final class RevokeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "WHO",
      description = "Their id, as entries of the ledger have it: the issuer, #, the subject.")
  private String who = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes to the ledger.")
  private String reason = "";

  @Mixin private RegistryOptions server = new RegistryOptions();

  RevokeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      RegistryClient.Reply reply =
          server
              .client(terminal.environment())
              .post(
                  List.of("api", "redoubt", "revocations"),
                  JsonNodeFactory.instance.objectNode().put("who", who).put("reason", reason));
      if (reply.status() != 200) {
        terminal.err().println("redoubt: " + ConsoleMessages.printable(reply.message()));
        return reply.status() == 403 ? ExitCode.FAILED : ExitCode.USAGE;
      }
      String from = reply.json().path("not_before").asString("");
      terminal
          .out()
          .println(
              ConsoleMessages.printable(
                  "tokens of " + who + " count again if issued from " + from + " on"));
      return ExitCode.PASSED;
    } catch (IOException e) {
      terminal.err().println("redoubt: " + ConsoleMessages.printable(ConsoleMessages.reason(e)));
      return ExitCode.USAGE;
    }
  }
}
