package dev.redoubt.cli;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.StepProgress;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.engine.AssessmentEngine;
import dev.redoubt.engine.ConfiguredCatalog;
import dev.redoubt.engine.WorkloadDescription;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt assess`.
@Command(
    name = "assess",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    description = {
      "",
      "Finds the Bicep files and ARM templates that are deployed on their own in the given files"
          + " and folders (modules of other templates are not entry points), expands them with"
          + " their parameter files, and evaluates every resource against the controls.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt assess",
      "      assess the templates in this folder",
      "  redoubt assess infra/ --environment prod --resource-group rg-ml",
      "      use the parameter file that has `prod` in its name",
      "  redoubt assess main.bicep --parameters prod.bicepparam --fail-on medium",
      "  redoubt assess prod.bicepparam --parameters location=westeurope",
      "  redoubt assess infra/ --format console --format sarif --output redoubt.sarif",
      "      print the report and write a second one for GitHub code scanning",
      "  redoubt assess infra/ --format html --output redoubt.html",
      "",
      "Exit codes: 0 no finding at or above --fail-on or --fail-on-unknown; 1 findings at or above"
          + " one of them; 2 wrong usage or unreadable input (the report lists the errors and"
          + " covers the other inputs); 70 internal error."
    })
final class AssessCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Files and folders; `-` reads one template from standard input. Default: the current"
              + " folder.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration file: deployments, exemptions, facts about the platform and more. Default:"
              + " a file `redoubt.yaml` in each assessed folder.")
  private @Nullable Path configuration;

  @Mixin private TemplateInputOptions templates = new TemplateInputOptions();

  @Mixin private AssessmentReportOptions reports = new AssessmentReportOptions();

  @Mixin private FailureThresholdOptions thresholds = new FailureThresholdOptions();

  @Mixin private BaselineOptions baseline = new BaselineOptions();

  @Mixin private FixOptions fixes = new FixOptions();

  @Option(
      names = "--only",
      paramLabel = "CONTROL",
      split = ",",
      description = "Evaluate only these controls. Comma-separated; may be repeated.")
  private Set<String> only = Set.of();

  @Option(
      names = "--skip",
      paramLabel = "CONTROL",
      split = ",",
      description = "Do not evaluate these controls. Comma-separated; may be repeated.")
  private Set<String> skip = Set.of();

  @Option(
      names = {"-v", "--verbose"},
      description =
          "Print to standard error which files are assessed, which are not, and why; list each"
              + " problem in the console report with all names.")
  private boolean verbose;

  /// The workload as last assessed: fixes are followed by another assessment.
  private @Nullable WorkloadDescription described;

  AssessCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    ControlCatalog catalog = ControlCatalog.loadInBackground();
    checkUsage();
    try (StandardInput input = StandardInput.of(paths)) {
      return assess(catalog, () -> WorkspaceSources.find(request(input)), start);
    }
  }

  private int assess(ControlCatalog catalog, Supplier<WorkspaceSources> finder, long start) {
    AssessmentEngine engine =
        new AssessmentEngine(templates.settings(true), catalog, this::isWanted);
    WorkspaceSources sources;
    AssessmentEngine.Result result;
    try (StepProgress progress = StepProgress.of(terminal, "reading files")) {
      sources = finder.get();
      checkControls(catalog, sources);
      result = engine.assess(name(), sources, AssessMessages.progress(progress));
    }
    if (verbose) {
      AssessMessages.sources(sources, terminal.err());
    }
    return switch (result) {
      case AssessmentEngine.Result.Assessed(var assessment, var controls, var description) -> {
        described = description;
        reports.checkOutputs(assessment, baseline.path(sources.configuration()));
        Assessment fixed =
            fixes.fixed(
                baseline.checked(assessment, sources.configuration()),
                controls,
                requestedPaths(),
                terminal.err(),
                () -> again(engine, finder));
        Assessment compared = baseline.applied(fixed, sources.configuration(), terminal);
        AssessmentDetails details =
            new AssessmentDetails(
                controls, sources, requestedPaths(), templates.givenParameters(), described);
        yield report(compared, details, Duration.ofNanos(System.nanoTime() - start));
      }
      case AssessmentEngine.Result.NothingRead(var nothing) -> {
        AssessMessages.nothingRead(nothing, requestedPaths(), terminal.err());
        yield ExitCode.USAGE;
      }
    };
  }

  private @Nullable Assessment again(AssessmentEngine engine, Supplier<WorkspaceSources> finder) {
    if (engine.assess(name(), finder.get())
        instanceof AssessmentEngine.Result.Assessed(var now, _, var description)) {
      described = description;
      return now;
    }
    return null;
  }

  private SourceRequest request(StandardInput input) {
    return templates.request(
        input.otherPaths(requestedPaths()), input.file(), configuration, terminal);
  }

  private List<Path> requestedPaths() {
    return paths.isEmpty() ? List.of(Path.of("")) : paths;
  }

  private String name() {
    if (StandardInput.isRequested(paths) && paths.size() == 1) {
      return "standard input";
    }
    Path first = requestedPaths().getFirst().toAbsolutePath().normalize();
    Path name = first.getFileName();
    String text = name == null ? first.toString() : name.toString();
    return requestedPaths().size() > 1
        ? text + " and " + (requestedPaths().size() - 1) + " more"
        : text;
  }

  private void checkUsage() {
    if (configuration != null && !Files.isRegularFile(configuration)) {
      throw new UsageException(
          "the configuration file " + ConsoleMessages.quoted(configuration) + " does not exist");
    }
    reports.check();
    baseline.checkUsage(only.isEmpty() && skip.isEmpty());
  }

  private void checkControls(ControlCatalog catalog, WorkspaceSources sources) {
    if (only.isEmpty() && skip.isEmpty()) {
      return;
    }
    Set<String> known = ConfiguredCatalog.controlIds(catalog, sources);
    for (Set<String> ids : List.of(only, skip)) {
      for (String id : ids) {
        if (!known.contains(id)) {
          throw new UsageException(AssessMessages.unknownControl(id, known));
        }
      }
    }
  }

  private boolean isWanted(String id) {
    return (only.isEmpty() || only.contains(id)) && !skip.contains(id);
  }

  private int report(Assessment assessment, AssessmentDetails details, Duration elapsed) {
    FailureThreshold threshold = thresholds.threshold();
    boolean written = reports.write(assessment, details, threshold, elapsed, verbose, terminal);
    if (reports.allowMoreOutput()) {
      fixes.printRest(assessment, requestedPaths(), terminal);
    }
    return written ? threshold.decide(assessment).exitCode() : ExitCode.USAGE;
  }
}
