package dev.redoubt.cli;

import dev.redoubt.cli.console.ColourOption;
import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.ReportOptions;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.engine.AssessmentEngine;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.report.AssessmentReporter;
import dev.redoubt.report.ConsoleReporter;
import dev.redoubt.report.FailureThreshold;
import dev.redoubt.report.JsonReporter;
import dev.redoubt.report.SarifReporter;
import dev.redoubt.workspace.EnvironmentVariables;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `redoubt assess`.
@Command(
    name = "assess",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    description = {
      "",
      "Finds Bicep files and ARM templates with their parameter files in the given files and"
          + " folders: those that are deployed on their own, not the modules of others. Works out"
          + " what they would deploy, and judges each resource.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt assess",
      "      the templates in this folder",
      "  redoubt assess infra/ --environment prod --resource-group rg-ml",
      "      with the parameter file that is named after `prod`",
      "  redoubt assess main.bicep --parameters prod.bicepparam --fail-on medium",
      "  redoubt assess prod.bicepparam --parameters location=westeurope",
      "  redoubt assess infra/ --format console --format sarif --output redoubt.sarif",
      "      read the report, and keep one for GitHub code scanning",
      "",
      "Exit codes: 0 nothing reaches --fail-on or --fail-on-unknown; 1 something does;",
      "2 wrong usage, or an input cannot be read (the report says what and where, and",
      "covers the rest); 70 a fault of Redoubt itself."
    })
final class AssessCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files and folders; this folder where none is given.")
  private List<Path> paths = new ArrayList<>();

  @Mixin private TemplateParameterOptions parameters = new TemplateParameterOptions();

  @Mixin private BicepModuleOptions modules = new BicepModuleOptions();

  @Mixin private DeploymentScopeOptions scope = new DeploymentScopeOptions();

  @Mixin private ReportOptions reports = new ReportOptions();

  @Mixin private FailureThresholdOptions gates = new FailureThresholdOptions();

  @Option(
      names = "--only",
      paramLabel = "CONTROL",
      split = ",",
      description = "Judge by these controls alone; repeatable, or with commas.")
  private Set<String> only = Set.of();

  @Option(
      names = "--skip",
      paramLabel = "CONTROL",
      split = ",",
      description = "Leave these controls out.")
  private Set<String> skip = Set.of();

  @Option(names = "--include-passes", description = "List what holds as well, in JSON and SARIF.")
  private boolean includePasses;

  @Mixin private ColourOption colour = new ColourOption();

  @Option(
      names = {"-v", "--verbose"},
      description = "Say on standard error which files were taken and which were not, and why.")
  private boolean verbose;

  AssessCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    ControlCatalog catalog = ControlCatalog.load();
    checkUsage(catalog);
    WorkspaceSources sources = WorkspaceSources.find(request());
    if (verbose) {
      AssessMessages.sources(sources, terminal.err());
    }
    AssessmentEngine assess = new AssessmentEngine(scope.settings(true), catalog, this::isWanted);
    return switch (assess.assess(name(), sources)) {
      case AssessmentEngine.Result.Assessed(var assessment) ->
          report(assessment, Duration.ofNanos(System.nanoTime() - start));
      case AssessmentEngine.Result.NothingRead(var nothing) -> nothingRead(nothing);
    };
  }

  private SourceRequest request() {
    return new SourceRequest(
        places(),
        parameters.files(),
        parameters.values(),
        parameters.environment(),
        modules.folders(),
        modules.store(terminal.environment()),
        new EnvironmentVariables(terminal.environment()));
  }

  private List<Path> places() {
    return paths.isEmpty() ? List.of(Path.of("")) : paths;
  }

  private String name() {
    Path first = places().getFirst().toAbsolutePath().normalize();
    Path name = first.getFileName();
    String text = name == null ? first.toString() : name.toString();
    return places().size() > 1 ? text + " and " + (places().size() - 1) + " more" : text;
  }

  private void checkUsage(ControlCatalog catalog) {
    if (!reports.isUnambiguous()) {
      throw new UsageException(
          "only one report can go to standard output; give the others an `--output FILE`");
    }
    Set<String> known =
        catalog.infos().stream()
            .map(ControlDescription::id)
            .collect(Collectors.toUnmodifiableSet());
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

  private int report(Assessment assessment, Duration elapsed) {
    FailureThreshold gate = gates.gate();
    boolean written = true;
    for (ReportOptions.Pair pair : reports.pairs()) {
      AssessmentReporter reporter = reporter(pair, gate, elapsed);
      written &=
          new OutputWriter(terminal).write(out -> reporter.write(assessment, out), pair.output());
    }
    return written ? gate.decide(assessment).exitCode() : ExitCode.USAGE;
  }

  private AssessmentReporter reporter(
      ReportOptions.Pair pair, FailureThreshold gate, Duration elapsed) {
    return switch (pair.format()) {
      case CONSOLE -> new ConsoleReporter(look(pair), gate, elapsed);
      case JSON -> new JsonReporter(VersionInfo.tool(), includePasses);
      case SARIF ->
          new SarifReporter(VersionInfo.tool(), includePasses, gate, Path.of("").toAbsolutePath());
    };
  }

  private ConsoleReporter.Look look(ReportOptions.Pair pair) {
    boolean toFile = pair.output() != null;
    return new ConsoleReporter.Look(toFile ? 80 : terminal.width(), colour.isOn(terminal, toFile));
  }

  private int nothingRead(WorkspaceSources sources) {
    PrintWriter err = terminal.err();
    boolean said = false;
    for (Problem problem : sources.problems()) {
      said |= problem.severity() == Problem.Severity.ERROR;
      err.println(AssessMessages.ofProblem(problem, sources.files()));
    }
    if (!said) {
      err.println(
          "redoubt: no template in "
              + places().stream().map(ConsoleMessages::quoted).collect(Collectors.joining(", "))
              + "; a template is a `.bicep` file that deploys something, or a JSON file with a"
              + " `$schema` of `deploymentTemplate.json`");
    }
    return ExitCode.USAGE;
  }
}
