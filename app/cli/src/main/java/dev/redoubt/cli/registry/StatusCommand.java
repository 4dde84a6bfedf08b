package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The command `redoubt model status`.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Show the status of a model version and its missing requirements.",
    description = {
      "",
      "Prints the evidence of the version and the decision of the gate of an environment.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 allowed by the gate; 1 blocked by the gate; 2 wrong usage, or the registry"
          + " cannot be reached; 70 internal error.",
      "",
      "Example:",
      "  redoubt model status credit 3 --environment production"
    })
final class StatusCommand extends ModelVersionSubcommand {

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "The environment. Default: production.")
  private String environment = "production";

  StatusCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  RegistryClient.Response send(RegistryClient client) throws IOException {
    return client.get(path(), "environment=" + RegistryClient.encoded(environment));
  }

  @Override
  int exitCode(JsonNode response) {
    return response.path("allowed").asBoolean(false) ? ExitCode.PASSED : ExitCode.FAILED;
  }
}
