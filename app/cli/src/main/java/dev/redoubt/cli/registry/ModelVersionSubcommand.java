package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ColourOption;
import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Base of the commands about one model version.
abstract sealed class ModelVersionSubcommand implements Callable<Integer>
    permits StatusCommand, EvidenceCommand, ApproveCommand, RejectCommand {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// The output formats.
  enum Format {
    CONSOLE,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(index = "0", paramLabel = "NAME", description = "The registered model.")
  private String model = "";

  @Parameters(index = "1", paramLabel = "VERSION", description = "The version number.")
  private String version = "";

  @Mixin private RegistryOptions server = new RegistryOptions();

  @Mixin private ColourOption colour = new ColourOption();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "console",
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: console.")
  private Format format = Format.CONSOLE;

  final Terminal terminal;

  ModelVersionSubcommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Sends the request to the registry.
  abstract RegistryClient.Response send(RegistryClient client) throws IOException;

  /// The exit code for a response.
  abstract int exitCode(JsonNode response);

  /// The URL path of the version.
  final List<String> path(String... below) {
    if (!version.matches("[0-9]{1,18}")) {
      throw new UsageException("`" + version + "` is not a version number");
    }
    List<String> path =
        new ArrayList<>(List.of("api", "redoubt", "models", model, "versions", version));
    path.addAll(List.of(below));
    return path;
  }

  @Override
  public Integer call() {
    try {
      RegistryClient.Response response = send(server.client(terminal.environment()));
      if (response.status() != 200) {
        return refused(response);
      }
      if (format == Format.JSON) {
        terminal.out().println(JSON.writeValueAsString(response.json()));
      } else {
        new GateStatusReport(terminal, colour.isOn(terminal, false)).print(response.json());
      }
      return exitCode(response.json());
    } catch (IOException e) {
      terminal.err().println("redoubt: " + ConsoleMessages.printable(ConsoleMessages.reason(e)));
      return ExitCode.USAGE;
    }
  }

  /// A denied operation is exit code 1; a request that failed for another reason is exit code 2.
  private int refused(RegistryClient.Response response) {
    if (format == Format.JSON) {
      terminal.out().println(JSON.writeValueAsString(response.json()));
    }
    terminal.err().println("redoubt: " + ConsoleMessages.printable(response.message()));
    return response.status() == 403 || response.status() == 409 ? ExitCode.FAILED : ExitCode.USAGE;
  }
}
