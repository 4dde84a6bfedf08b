package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The command `redoubt model reject`.
@Command(
    name = "reject",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Reject a model version for an environment.",
    description = {
      "",
      "A rejection overrides all approvals. It ends when you withdraw it or approve the version.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 rejected; 1 not permitted; 2 wrong usage, or the registry cannot be reached;"
          + " 70 internal error.",
      "",
      "Example:",
      "  redoubt model reject credit 3 --reason \"worse for small incomes, see report 17\""
    })
final class RejectCommand extends ModelVersionSubcommand {

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "The environment. Default: production.")
  private String environment = "production";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Your reason, which tells the authors what to fix.")
  private String reason = "";

  RejectCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  RegistryClient.Response send(RegistryClient client) throws IOException {
    return client.post(
        path("rejections"),
        JsonNodeFactory.instance
            .objectNode()
            .put("environment", environment)
            .put("reason", reason));
  }

  @Override
  int exitCode(JsonNode response) {
    return ExitCode.PASSED;
  }
}
