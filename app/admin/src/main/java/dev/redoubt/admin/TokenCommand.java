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

/// The command `redoubt token`.
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "Issues an access token for the server of a data folder on this machine and prints only the"
          + " token. The server need not be running. Anyone who can read the folder can issue a"
          + " token for any identity; therefore these identities are marked `demo` and satisfy no"
          + " production gate.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Personas: data-scientist, mlops-engineer, model-reviewer, data-steward, auditor,"
          + " administrator, rule-author, pipeline, inference-service.",
      "",
      "Example:",
      "  export MLFLOW_TRACKING_TOKEN=\"$(redoubt token --as alice \\",
      "      --persona data-scientist)\""
    })
public final class TokenCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private DataFolderOption data = new DataFolderOption();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      required = true,
      description = "The name of the principal. The same name is the same principal.")
  private String as = "";

  @Option(
      names = "--persona",
      paramLabel = "PERSONA",
      required = true,
      description = "A persona (role) of the principal; may be repeated.")
  private List<String> personas = List.of();

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "A project of the principal; may be repeated. Default: default.")
  private List<String> projects = List.of();

  @Option(names = "--workload", description = "The principal is a workload, not a user.")
  private boolean workload;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "Lifetime of the token, for example 30m or 8h; at most 24h. Default: 8h.")
  private String expires = "8h";

  /// @param terminal receives the token and messages
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
                "redoubt: created "
                    + ConsoleMessages.quoted(data.folder())
                    + "; the token is valid for the server that uses this data folder");
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
    return ConsoleMessages.printable("`" + id + "` is not a persona")
        + (nearest.isEmpty() ? "; personas: " + String.join(", ", known) : nearest);
  }

  private Duration lifetime() {
    if (!expires.matches("[0-9]{1,6}[smh]")) {
      throw new UsageException(
          ConsoleMessages.printable(
              "`" + expires + "` is not a duration; use for example `30m` or `8h`"));
    }
    long number = Long.parseLong(expires.substring(0, expires.length() - 1));
    return switch (expires.charAt(expires.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
