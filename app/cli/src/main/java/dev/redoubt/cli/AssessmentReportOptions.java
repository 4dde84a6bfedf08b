package dev.redoubt.cli;

import dev.redoubt.cli.console.ColourOption;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.findings.Assessment;
import dev.redoubt.report.AssessmentReporter;
import dev.redoubt.report.ConsoleReporter;
import dev.redoubt.report.FailureThreshold;
import dev.redoubt.report.JsonReporter;
import dev.redoubt.report.SarifReporter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The reports of `redoubt assess`: `--format` and `--output` in repeatable pairs, and how much the
/// console report contains.
final class AssessmentReportOptions {

  /// The report formats.
  enum Format {
    CONSOLE,
    JSON,
    SARIF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One report; written to standard output if it has no file.
  static final class Pair {

    @Option(
        names = {"-f", "--format"},
        paramLabel = "FORMAT",
        description = "Report format: ${COMPLETION-CANDIDATES}. Default: console.")
    private Format format = Format.CONSOLE;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description =
            "Write the report to a file. Repeat `--format X --output FILE` for several reports; one"
                + " of them may go to standard output.")
    private @Nullable Path output;
  }

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<Pair> pairs = new ArrayList<>();

  @Option(names = "--include-passes", description = "Also list passed checks, in JSON and SARIF.")
  private boolean includePasses;

  @Option(
      names = "--quiet",
      description = "Console report: only the result and the errors in the input.")
  private boolean quiet;

  @Option(
      names = "--summary",
      description = "Console report: only best practices, counts and the result.")
  private boolean summary;

  @Mixin private ColourOption colour = new ColourOption();

  /// Refuses reports that would mix on standard output.
  void check() {
    if (pairs.stream().filter(pair -> pair.output == null).count() > 1) {
      throw new UsageException(
          "only one report can be written to standard output; add `--output FILE` to the others");
    }
    if (quiet && summary) {
      throw new UsageException("`--quiet` and `--summary` exclude each other");
    }
  }

  /// Writes all reports of one assessment.
  ///
  /// @param isVerbose whether the console report lists everything in full
  /// @return whether all were written; reasons have been printed
  boolean write(
      Assessment assessment,
      FailureThreshold threshold,
      Duration elapsed,
      boolean isVerbose,
      Terminal terminal) {
    boolean written = true;
    for (Pair pair : pairs.isEmpty() ? List.of(new Pair()) : pairs) {
      AssessmentReporter reporter =
          switch (pair.format) {
            case CONSOLE ->
                new ConsoleReporter(look(pair, isVerbose, terminal), threshold, elapsed);
            case JSON -> new JsonReporter(VersionInfo.tool(), includePasses);
            case SARIF ->
                new SarifReporter(
                    VersionInfo.tool(), includePasses, threshold, Path.of("").toAbsolutePath());
          };
      written &=
          new OutputWriter(terminal).write(out -> reporter.write(assessment, out), pair.output);
    }
    return written;
  }

  private ConsoleReporter.Look look(Pair pair, boolean isVerbose, Terminal terminal) {
    boolean toFile = pair.output != null;
    ConsoleReporter.Extent extent =
        quiet
            ? ConsoleReporter.Extent.QUIET
            : summary
                ? ConsoleReporter.Extent.SUMMARY
                : isVerbose ? ConsoleReporter.Extent.COMPLETE : ConsoleReporter.Extent.NORMAL;
    return new ConsoleReporter.Look(
        toFile ? Terminal.DEFAULT_WIDTH : terminal.width(),
        colour.isOn(terminal, toFile),
        extent);
  }
}
