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

/// The command `redoubt access revoke`.
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Revoke all current tokens of a principal.",
    description = {
      "",
      "Calls a running registry; you must be its administrator. Tokens that are issued later are"
          + " accepted again: to lock somebody out, disable the account at the issuer.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Exit codes: 0 revoked; 1 not permitted; 2 wrong usage, or the registry cannot be reached; 70"
          + " internal error.",
      "",
      "Example:",
      "  redoubt access revoke --reason \"laptop was stolen\" \\",
      "      'https://login.microsoftonline.com/TENANT/v2.0#SUBJECT'"
    })
final class RevokeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "WHO",
      description = "The id of the principal as in the ledger: ISSUER#SUBJECT.")
  private String who = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "The reason, recorded in the ledger.")
  private String reason = "";

  @Mixin private RegistryOptions server = new RegistryOptions();

  RevokeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      RegistryClient.Response response =
          server
              .client(terminal.environment())
              .post(
                  List.of("api", "redoubt", "revocations"),
                  JsonNodeFactory.instance.objectNode().put("who", who).put("reason", reason));
      if (response.status() != 200) {
        terminal.err().println("redoubt: " + ConsoleMessages.printable(response.message()));
        return response.status() == 403 ? ExitCode.FAILED : ExitCode.USAGE;
      }
      String from = response.json().path("not_before").asString("");
      terminal
          .out()
          .println(
              ConsoleMessages.printable(
                  "revoked: tokens of "
                      + who
                      + " are only accepted if issued at or after "
                      + from));
      return ExitCode.PASSED;
    } catch (IOException e) {
      terminal.err().println("redoubt: " + ConsoleMessages.printable(ConsoleMessages.reason(e)));
      return ExitCode.USAGE;
    }
  }
}
