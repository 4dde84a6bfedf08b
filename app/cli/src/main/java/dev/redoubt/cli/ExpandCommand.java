package dev.redoubt.cli;

import dev.redoubt.cli.console.Delivery;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Messages;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.Version;
import dev.redoubt.engine.Snapshot;
import dev.redoubt.estate.Json;
import dev.redoubt.estate.Problem;
import dev.redoubt.template.Expansion;
import dev.redoubt.workspace.EnvironmentVariables;
import dev.redoubt.workspace.Expansions;
import dev.redoubt.workspace.Request;
import dev.redoubt.workspace.Sources;
import dev.redoubt.workspace.Sources.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `redoubt expand`.
@Command(
    name = "expand",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "",
      "Prints the resources as `bicep snapshot` does: what is not known before deployment stays an"
          + " expression. Problems go to standard error.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt expand main.bicep --parameters prod.bicepparam",
      "  redoubt expand prod.bicepparam --parameters instances=3",
      "  redoubt expand main.json --parameters prod.parameters.json \\",
      "      --subscription 00000000-0000-0000-0000-000000000000 --resource-group rg-ml",
      "",
      "Exit codes: 0 expanded; 2 wrong usage, or the template cannot be read or",
      "evaluated in full; 70 a fault of Redoubt itself."
    })
final class ExpandCommand implements Callable<Integer> {

  /// The formats of an expansion.
  enum Format {
    JSON;

    @Override
    public String toString() {
      return "json";
    }
  }

  private final Terminal terminal;

  @Parameters(paramLabel = "PATH", description = "A template, a .bicepparam file, or a folder.")
  private Path path = Path.of("");

  @Mixin private ParameterOptions parameters = new ParameterOptions();

  @Mixin private ModuleOptions modules = new ModuleOptions();

  @Mixin private ScopeOptions scope = new ScopeOptions();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "${COMPLETION-CANDIDATES}.")
  private Format format = Format.JSON;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to a file instead of standard output.")
  private @Nullable Path output;

  ExpandCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Sources sources = Sources.find(request());
    List<Problem> problems = new ArrayList<>(sources.problems());
    if (sources.deployments().isEmpty() && problems.isEmpty()) {
      terminal.err().println("redoubt: no template in " + Messages.quoted(path));
      return ExitCode.USAGE;
    }
    Expansions expansions = new Expansions(scope.settings(false), sources);
    List<Expansion> expanded = new ArrayList<>();
    for (Deployment deployment : sources.deployments()) {
      Expansion expansion = expansions.expand(deployment);
      expanded.add(expansion);
      problems.addAll(expansion.problems());
    }
    problems.stream()
        .distinct()
        .forEach(each -> terminal.err().println(AssessMessages.ofProblem(each, sources.files())));
    boolean written = expanded.isEmpty() || print(expanded);
    boolean whole = problems.stream().noneMatch(each -> each.severity() == Problem.Severity.ERROR);
    return written && whole ? ExitCode.PASSED : ExitCode.USAGE;
  }

  private Request request() {
    return new Request(
        List.of(path),
        parameters.files(),
        parameters.values(),
        parameters.environment(),
        modules.folders(),
        modules.store(terminal.environment()),
        new EnvironmentVariables(terminal.environment()));
  }

  private boolean print(List<Expansion> expanded) {
    return switch (format) {
      case JSON -> {
        String json = Json.pretty(Snapshot.of(expanded));
        yield new Delivery(terminal).write(out -> out.append(json).append('\n'), output);
      }
    };
  }
}
