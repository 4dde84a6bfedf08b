package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `redoubt model approve`.
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Approve a version of a model for an environment.",
    description = {
      "",
      "The approval is of this version of this model, for one environment, and of no other with the"
          + " same files. An author cannot approve their own version.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 approved; 1 you may not; 2 wrong usage, or the registry cannot be",
      "asked; 70 a fault of Redoubt itself.",
      "",
      "Example:",
      "  redoubt model approve credit 3 --comment \"fair for all groups, see report 17\""
    })
final class ApproveCommand extends ModelVersionSubcommand {

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "For where. Default: production.")
  private String environment = "production";

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      description = "Why, for those who read it later.")
  private String comment = "";

  ApproveCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  RegistryClient.Reply ask(RegistryClient client) throws IOException {
    return client.post(
        path("approvals"),
        JsonNodeFactory.instance
            .objectNode()
            .put("environment", environment)
            .put("comment", comment));
  }

  @Override
  int exitCode(JsonNode answer) {
    return ExitCode.PASSED;
  }
}
