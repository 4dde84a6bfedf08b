package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `redoubt model reject`.
@Command(
    name = "reject",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Reject a version of a model for an environment, whatever others say.",
    description = {
      "",
      "No approval outweighs a rejection. It ends when you withdraw it, or approve the version.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 rejected; 1 you may not; 2 wrong usage, or the registry cannot be",
      "asked; 70 a fault of Redoubt itself.",
      "",
      "Example:",
      "  redoubt model reject credit 3 --reason \"worse for small incomes, see report 17\""
    })
final class RejectCommand extends ModelVersionSubcommand {

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "For where. Default: production.")
  private String environment = "production";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for those who have to mend it.")
  private String reason = "";

  RejectCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  RegistryClient.Reply ask(RegistryClient client) throws IOException {
    return client.post(
        path("rejections"),
        JsonNodeFactory.instance
            .objectNode()
            .put("environment", environment)
            .put("reason", reason));
  }

  @Override
  int exitCode(JsonNode answer) {
    return ExitCode.PASSED;
  }
}
