package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The command `redoubt model evidence`.
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Add an attestation or a signature to a model version.",
    description = {
      "",
      "FILE is an in-toto statement or a Sigstore bundle that contains one, as written by `redoubt"
          + " model attest`. Its subject must be the digest that `redoubt model status` prints."
          + " Prints the status of the version afterwards.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 added; 1 not permitted; 2 wrong usage, a statement with another subject, or"
          + " the registry cannot be reached; 70 internal error.",
      "",
      "Example:",
      "  redoubt model evidence credit 3 test-result.json"
    })
final class EvidenceCommand extends ModelVersionSubcommand {

  @Parameters(index = "2", paramLabel = "FILE", description = "The statement or bundle, as JSON.")
  private Path file = Path.of("");

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "The environment whose missing requirements are printed. Default: production.")
  private String environment = "production";

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "Expiry time, such as 2026-12-31T00:00:00Z.")
  private String expires = "";

  EvidenceCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  RegistryClient.Response send(RegistryClient client) throws IOException {
    String until = expires.isEmpty() ? "" : "expires=" + RegistryClient.encoded(expires);
    RegistryClient.Response added = client.post(path("evidence"), until, content());
    return added.status() == 200
        ? client.get(path(), "environment=" + RegistryClient.encoded(environment))
        : added;
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failed) {
      throw new UsageException("`" + file + "` cannot be read: " + ConsoleMessages.reason(failed));
    }
  }

  @Override
  int exitCode(JsonNode response) {
    return ExitCode.PASSED;
  }
}
