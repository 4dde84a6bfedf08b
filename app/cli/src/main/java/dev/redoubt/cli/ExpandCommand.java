package dev.redoubt.cli;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.engine.SnapshotWriter;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.Problem;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.workspace.DeploymentExpansion;
import dev.redoubt.workspace.WorkspaceSources;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt expand`.
@Command(
    name = "expand",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    description = {
      "",
      "Prints the resources in the format of `bicep snapshot`. Values that are unknown before"
          + " deployment remain expressions. Errors and warnings are written to standard error.",
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
      "Exit codes: 0 success; 2 wrong usage, or a template that cannot be read or fully evaluated;"
          + " 70 internal error."
    })
final class ExpandCommand implements Callable<Integer> {

  /// The output formats.
  enum Format {
    JSON;

    @Override
    public String toString() {
      return "json";
    }
  }

  private final Terminal terminal;

  @Parameters(paramLabel = "PATH", description = "A template, a .bicepparam file or a folder.")
  private Path path = Path.of("");

  @Mixin private TemplateInputOptions input = new TemplateInputOptions();

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
    WorkspaceSources sources =
        WorkspaceSources.find(input.request(List.of(path), null, null, terminal));
    List<Problem> problems = new ArrayList<>(sources.problems());
    if (sources.deployments().isEmpty() && problems.isEmpty()) {
      terminal.err().println("redoubt: no template found in " + ConsoleMessages.quoted(path));
      return ExitCode.USAGE;
    }
    DeploymentExpansion expansions = new DeploymentExpansion(input.settings(false), sources);
    List<ExpandedTemplate> expanded = new ArrayList<>();
    for (Deployment deployment : sources.deployments()) {
      ExpandedTemplate expansion = expansions.expand(deployment);
      expanded.add(expansion);
      problems.addAll(expansion.problems());
    }
    problems.stream()
        .distinct()
        .forEach(each -> terminal.err().println(AssessMessages.ofProblem(each, sources.files())));
    boolean written = expanded.isEmpty() || print(expanded);
    boolean withoutErrors =
        problems.stream().noneMatch(each -> each.severity() == Problem.Severity.ERROR);
    return written && withoutErrors ? ExitCode.PASSED : ExitCode.USAGE;
  }

  private boolean print(List<ExpandedTemplate> expanded) {
    return switch (format) {
      case JSON -> {
        String json = JsonWriter.pretty(SnapshotWriter.of(expanded));
        yield new OutputWriter(terminal).write(out -> out.append(json).append('\n'), output);
      }
    };
  }
}
