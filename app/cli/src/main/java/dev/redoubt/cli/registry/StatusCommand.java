package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `redoubt model status`.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Show how far a version of a model has come, and what is missing.",
    description = {"", "Asks a registry for its evidence and the gate's decision.", ""},
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 the version may go there; 1 the gate holds it back; 2 wrong",
      "usage, or the registry cannot be asked; 70 a fault of Redoubt itself.",
      "",
      "Example:",
      "  redoubt model status credit 3 --environment production"
    })
final class StatusCommand extends ModelVersionSubcommand {

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "Where it is to go. Default: production.")
  private String environment = "production";

  StatusCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  RegistryClient.Reply ask(RegistryClient client) throws IOException {
    return client.get(path(), "environment=" + RegistryClient.encoded(environment));
  }

  @Override
  int exitCode(JsonNode answer) {
    return answer.path("allowed").asBoolean(false) ? ExitCode.PASSED : ExitCode.FAILED;
  }
}
