package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The command `redoubt model approve`.
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Approve a model version for an environment.",
    description = {
      "",
      "The approval applies to this version and this environment only, not to other versions with"
          + " the same files. Authors cannot approve their own versions.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 approved; 1 not permitted; 2 wrong usage, or the registry cannot be reached;"
          + " 70 internal error.",
      "",
      "Example:",
      "  redoubt model approve credit 3 --comment \"fair for all groups, see report 17\""
    })
final class ApproveCommand extends ModelVersionSubcommand {

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "The environment. Default: production.")
  private String environment = "production";

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      description = "Your reason, recorded with the approval.")
  private String comment = "";

  ApproveCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  RegistryClient.Response send(RegistryClient client) throws IOException {
    return client.post(
        path("approvals"),
        JsonNodeFactory.instance
            .objectNode()
            .put("environment", environment)
            .put("comment", comment));
  }

  @Override
  int exitCode(JsonNode response) {
    return ExitCode.PASSED;
  }
}
