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

/// `redoubt model evidence`.
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Add a statement or a signature to a version of a model.",
    description = {
      "",
      "FILE is an in-toto statement, or a Sigstore bundle with one, as `redoubt model attest`"
          + " writes it. Its subject has to be the digest that `redoubt model status` shows."
          + " Prints how far the version is afterwards.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 added; 1 you may not; 2 wrong usage, a statement about something",
      "else, or the registry cannot be asked; 70 a fault of Redoubt itself.",
      "",
      "Example:",
      "  redoubt model evidence credit 3 test-result.json"
    })
final class EvidenceCommand extends ModelVersionSubcommand {

  @Parameters(index = "2", paramLabel = "FILE", description = "The statement, as JSON.")
  private Path file = Path.of("");

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "For which the answer says what is missing. Default: production.")
  private String environment = "production";

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "When it stops to count, as 2026-12-31T00:00:00Z.")
  private String expires = "";

  EvidenceCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  RegistryClient.Reply ask(RegistryClient client) throws IOException {
    String until = expires.isEmpty() ? "" : "expires=" + RegistryClient.encoded(expires);
    RegistryClient.Reply added = client.post(path("evidence"), until, content());
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
  int exitCode(JsonNode answer) {
    return ExitCode.PASSED;
  }
}
