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

/// A command about one version of a model.
abstract sealed class ModelVersionSubcommand implements Callable<Integer>
    permits StatusCommand, EvidenceCommand, ApproveCommand, RejectCommand {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// The formats of what is printed.
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

  @Parameters(index = "1", paramLabel = "VERSION", description = "The number of its version.")
  private String version = "";

  @Mixin private RegistryOptions server = new RegistryOptions();

  @Mixin private ColourOption colour = new ColourOption();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "console",
      description = "${COMPLETION-CANDIDATES}. Default: console.")
  private Format format = Format.CONSOLE;

  final Terminal terminal;

  ModelVersionSubcommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Asks the registry.
  abstract RegistryClient.Reply ask(RegistryClient client) throws IOException;

  /// What the answer means for a script.
  abstract int exitCode(JsonNode answer);

  /// Where the version is.
  final List<String> path(String... below) {
    if (!version.matches("[0-9]{1,18}")) {
      throw new UsageException("`" + version + "` is no number of a version");
    }
    List<String> path =
        new ArrayList<>(List.of("api", "redoubt", "models", model, "versions", version));
    path.addAll(List.of(below));
    return path;
  }

  @Override
  public Integer call() {
    try {
      RegistryClient.Reply reply = ask(server.client(terminal.environment()));
      if (reply.status() != 200) {
        return refused(reply);
      }
      if (format == Format.JSON) {
        terminal.out().println(JSON.writeValueAsString(reply.json()));
      } else {
        new GateStatusReport(terminal, colour.isOn(terminal, false)).print(reply.json());
      }
      return exitCode(reply.json());
    } catch (IOException e) {
      terminal.err().println("redoubt: " + ConsoleMessages.printable(ConsoleMessages.reason(e)));
      return ExitCode.USAGE;
    }
  }

  /// What may not be done is an answer; what cannot be asked is wrong usage.
  private int refused(RegistryClient.Reply reply) {
    if (format == Format.JSON) {
      terminal.out().println(JSON.writeValueAsString(reply.json()));
    }
    terminal.err().println("redoubt: " + ConsoleMessages.printable(reply.message()));
    return reply.status() == 403 || reply.status() == 409 ? ExitCode.FAILED : ExitCode.USAGE;
  }
}
