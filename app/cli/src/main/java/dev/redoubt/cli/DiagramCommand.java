package dev.redoubt.cli;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.StepProgress;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.engine.AssessmentEngine;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt diagram`.
@Command(
    name = "diagram",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    description = {
      "",
      "Draws what the templates would deploy: the life cycle of the model on its foundations"
          + " (`layers`), networks and what the Internet can reach (`network`), or identities and"
          + " their declared roles (`identity`). Violations and unknown verdicts are markers in the"
          + " picture. An SVG has one view; an HTML page has all of them, or the one that `--view`"
          + " names. Each deployment has a picture of its own.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt diagram infra/ --output workload.svg",
      "  redoubt diagram infra/ --view network --format html --output network.html",
      "  redoubt diagram infra/ --diff ../main/infra/ --format html -o changes.html",
      "      what this branch changes, with the main branch in another folder",
      "",
      "Exit codes: 0 success; 2 wrong usage, or an input that cannot be read or evaluated (the"
          + " picture shows the rest); 70 internal error."
    })
final class DiagramCommand implements Callable<Integer> {

  /// The output formats.
  enum Format {
    SVG,
    HTML;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The views, as options name them.
  enum View {
    LAYERS(DiagramView.LAYERS),
    NETWORK(DiagramView.NETWORK),
    IDENTITY(DiagramView.IDENTITY);

    private final DiagramView view;

    View(DiagramView view) {
      this.view = view;
    }

    @Override
    public String toString() {
      return view.word();
    }
  }

  /// What starts an address.
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

  private final Terminal terminal;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      description = "A template or a folder. Default: the current folder.")
  private Path path = Path.of("");

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: svg.")
  private Format format = Format.SVG;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      description =
          "What to draw: ${COMPLETION-CANDIDATES}. Default: layers for SVG, all for HTML.")
  private @Nullable View view;

  @Option(
      names = "--diff",
      paramLabel = "OLD",
      description =
          "Draw what differs from this template or folder, which is read with the same options.")
  private @Nullable Path old;

  @Option(names = "--deployment", paramLabel = "ID", description = "Draw only this deployment.")
  private @Nullable String deployment;

  @Option(
      names = "--report",
      paramLabel = "ADDRESS",
      description =
          "Address of the HTML report of `redoubt assess`, to which the markers of findings lead.")
  private String report = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to a file instead of standard output.")
  private @Nullable Path output;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file. Default: a file `redoubt.yaml` in the folder.")
  private @Nullable Path configuration;

  @Mixin private TemplateInputOptions templates = new TemplateInputOptions();

  DiagramCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (configuration != null && !Files.isRegularFile(configuration)) {
      throw new UsageException(
          "the configuration file " + ConsoleMessages.quoted(configuration) + " does not exist");
    }
    if (SCHEME.matcher(report).lookingAt() && !report.startsWith("https://")) {
      throw new UsageException(
          "--report: `"
              + report
              + "` is neither a path nor an address that starts with `https://`");
    }
    ControlCatalog catalog = ControlCatalog.loadInBackground();
    @Nullable DiagramSide now;
    @Nullable DiagramSide before;
    try (StepProgress progress = StepProgress.of(terminal, "reading files")) {
      now = assess(path, catalog, progress);
      before = old == null ? null : assess(old, catalog, progress);
    }
    if (now == null || (old != null && before == null)) {
      return ExitCode.USAGE;
    }
    DiagramOutput drawn = new DiagramOutput(now, before, deployment, report);
    OutputWriter writer = new OutputWriter(terminal);
    boolean written =
        switch (format) {
          case SVG -> {
            String svg = drawn.svg(view == null ? DiagramView.LAYERS : view.view);
            yield writer.write(out -> out.append(svg), output);
          }
          case HTML -> {
            List<DiagramView> views =
                view == null ? List.of(DiagramView.values()) : List.of(view.view);
            yield writer.write(out -> drawn.html(views, out), output);
          }
        };
    boolean isWhole = now.isWhole() && (before == null || before.isWhole());
    return written && isWhole ? ExitCode.PASSED : ExitCode.USAGE;
  }

  /// Assesses a template or a folder, and prints its errors.
  ///
  /// @return null if nothing can be read; the reason has been printed
  private @Nullable DiagramSide assess(Path from, ControlCatalog catalog, StepProgress progress) {
    WorkspaceSources sources =
        WorkspaceSources.find(templates.request(List.of(from), null, configuration, terminal));
    AssessmentEngine.Result result =
        new AssessmentEngine(templates.settings(true), catalog, _ -> true)
            .assess(name(from), sources, AssessMessages.progress(progress));
    return switch (result) {
      case AssessmentEngine.Result.Assessed(var assessment, _, var description) -> {
        for (Problem problem : assessment.problems()) {
          if (problem.severity() == Problem.Severity.ERROR) {
            terminal.err().println(AssessMessages.ofProblem(problem, assessment.files()));
          }
        }
        yield new DiagramSide(from, assessment, description);
      }
      case AssessmentEngine.Result.NothingRead(var nothing) -> {
        AssessMessages.nothingRead(nothing, List.of(from), terminal.err());
        yield null;
      }
    };
  }

  private static String name(Path from) {
    Path name = from.toAbsolutePath().normalize().getFileName();
    return name == null ? from.toString() : name.toString();
  }
}
