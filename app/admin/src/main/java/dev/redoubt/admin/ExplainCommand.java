package dev.redoubt.admin;

import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.CedarPolicyException;
import dev.redoubt.access.CedarPolicySet;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.http.identity.AccessExplanation;
import dev.redoubt.http.identity.AccessQuestion;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.folder.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The command `redoubt access explain`.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Explain whether a request is allowed, by which rules, and what would change it.",
    description = {
      "",
      "Evaluates the access rules of a data folder, or the built-in rules. Needs no running"
          + " server.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Exit codes: 0 allowed; 1 denied, or step-up authentication is required; 2 wrong usage; 70"
          + " internal error.",
      "",
      "Examples:",
      "  redoubt access explain data-scientist@credit release model:credit/production",
      "  redoubt access explain mlops-engineer@credit,fraud readRunArtifact \\",
      "    experiment:fraud/production/restricted --network office",
      "  redoubt access explain auditor readLedger registry"
    })
final class ExplainCommand implements Callable<Integer> {

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

  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "WHO",
      description =
          "PERSONA[,PERSONA...][@PROJECT[,PROJECT...]], for example data-scientist@credit or"
              + " auditor.")
  private String who = "";

  @Parameters(
      index = "1",
      paramLabel = "ACTION",
      description = "The action, for example see, register, readModel, approve or release.")
  private String action = "";

  @Parameters(
      index = "2",
      paramLabel = "WHAT",
      description =
          "`registry`, or `model:` or `experiment:` with PROJECT/ENVIRONMENT/SENSITIVITY. Defaults:"
              + " default, development, internal.")
  private String what = "";

  @Mixin private DataFolderOption data = new DataFolderOption();

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description =
          "Folder of access rules (Cedar). Default: `rules` in the data folder, otherwise the"
              + " built-in rules.")
  private @Nullable Path rules;

  @Option(names = "--workload", description = "The principal is a workload, not a user.")
  private boolean workload;

  @Option(
      names = "--demo",
      description = "The principal is a demo identity, with a token of `redoubt token`.")
  private boolean demo;

  @Option(
      names = "--acrs",
      paramLabel = "ID",
      description = "An authentication context (claim `acrs`) of the sign-in; may be repeated.")
  private List<String> contexts = List.of();

  @Option(
      names = "--amr",
      paramLabel = "METHOD",
      description =
          "An authentication method (claim `amr`) of the sign-in, for example mfa; may be"
              + " repeated.")
  private List<String> methods = List.of();

  @Option(names = "--compliant-device", description = "The device is managed and compliant.")
  private boolean compliant;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description = "The name of the network in the configuration.")
  private String network = "";

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "console",
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: console.")
  private Format format = Format.CONSOLE;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      CedarPolicySet all = rules();
      AccessExplanation explanation =
          AccessExplanation.of(question(), new Authorizer(all), all.all());
      if (format == Format.JSON) {
        terminal.out().println(JSON.writeValueAsString(explanation.json()));
      } else {
        new AccessExplanationReport(terminal).print(explanation);
      }
      return explanation.decision().allowed() ? ExitCode.PASSED : ExitCode.FAILED;
    } catch (RequestRefusedException wrong) {
      throw new UsageException(ConsoleMessages.printable(String.valueOf(wrong.getMessage())));
    } catch (CedarPolicyException | IOException unusable) {
      terminal
          .err()
          .println("redoubt: " + ConsoleMessages.printable(String.valueOf(unusable.getMessage())));
      return ExitCode.USAGE;
    }
  }

  private CedarPolicySet rules() throws IOException, CedarPolicyException {
    if (rules == null) {
      return EmbeddedServer.rules(new DataFolder(data.folder()));
    }
    try {
      return CedarPolicySet.in(rules);
    } catch (IOException unreadable) {
      throw new IOException(
          ConsoleMessages.quoted(rules) + " cannot be read: " + ConsoleMessages.reason(unreadable),
          unreadable);
    }
  }

  private AccessQuestion question() {
    Principal.Kind kind = workload ? Principal.Kind.WORKLOAD : Principal.Kind.USER;
    return new AccessQuestion(
        AccessQuestion.who(who, kind, demo),
        AccessQuestion.action(action),
        AccessQuestion.what(what),
        new AuthorizationContext(Set.copyOf(contexts), Set.copyOf(methods), compliant, network));
  }
}
