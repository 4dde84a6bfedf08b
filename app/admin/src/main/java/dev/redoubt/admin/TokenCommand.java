package dev.redoubt.admin;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.text.SpellingSuggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `redoubt token`.
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "Issues a token for the server of a data folder on this machine, and prints it alone. The",
      "server need not run. Whoever can read the folder can say to be anybody: identities of",
      "such tokens are marked `demo`, and satisfy no gate of production.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Personas: data-scientist, mlops-engineer, model-reviewer, data-steward, auditor,",
      "administrator, rule-author, pipeline, inference-service.",
      "",
      "Example:",
      "  export MLFLOW_TRACKING_TOKEN=\"$(redoubt token --as alice --persona data-scientist)\""
    })
public final class TokenCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private DataFolderOption data = new DataFolderOption();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      required = true,
      description = "Whom it stands for. The same name is the same person.")
  private String as = "";

  @Option(
      names = "--persona",
      paramLabel = "PERSONA",
      required = true,
      description = "What they are here for; may be repeated.")
  private List<String> personas = List.of();

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "A project of theirs; may be repeated. Default: default.")
  private List<String> projects = List.of();

  @Option(names = "--workload", description = "It stands for a program, and not for a person.")
  private boolean workload;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "How long it counts, for example 30m or 8h; 24h at most. Default: 8h.")
  private String expires = "8h";

  /// One that speaks to a terminal.
  public TokenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Persona> wanted = personas.stream().map(TokenCommand::persona).toList();
    Duration lifetime = lifetime();
    try {
      if (!Files.exists(data.folder())) {
        terminal
            .err()
            .println(
                "redoubt: made "
                    + ConsoleMessages.quoted(data.folder())
                    + "; the token counts for the server that is started with it");
      }
      DataFolder folder =
          DataFolder.prepare(
              data.folder(),
              closed -> terminal.err().println("redoubt: " + ConsoleMessages.printable(closed)));
      LocalIssuer issuer = LocalIssuer.open(folder.issuerKey());
      String token =
          issuer.issue(
              as,
              workload ? Principal.Kind.WORKLOAD : Principal.Kind.USER,
              wanted,
              projects.isEmpty() ? List.of("default") : projects,
              Instant.now(),
              lifetime);
      new OutputWriter(terminal).write(out -> out.append(token).append('\n'), null);
      return ExitCode.PASSED;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(ConsoleMessages.printable(String.valueOf(wrong.getMessage())));
    } catch (IOException failed) {
      terminal
          .err()
          .println("redoubt: " + ConsoleMessages.printable(ConsoleMessages.reason(failed)));
      return ExitCode.USAGE;
    }
  }

  private static Persona persona(String id) {
    return Persona.of(id).orElseThrow(() -> new UsageException(noPersona(id)));
  }

  private static String noPersona(String id) {
    List<String> known = Arrays.stream(Persona.values()).map(Persona::id).toList();
    String nearest = SpellingSuggestions.ending(id, known);
    return ConsoleMessages.printable("`" + id + "` is no persona")
        + (nearest.isEmpty() ? "; there are " + String.join(", ", known) : nearest);
  }

  private Duration lifetime() {
    if (!expires.matches("[0-9]{1,6}[smh]")) {
      throw new UsageException(
          ConsoleMessages.printable(
              "`" + expires + "` is no time; write for example `30m` or `8h`"));
    }
    long number = Long.parseLong(expires.substring(0, expires.length() - 1));
    return switch (expires.charAt(expires.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
