package dev.redoubt.cli;

import dev.redoubt.bom.CycloneDxVersion;
import dev.redoubt.cli.console.ColourOption;
import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.ReportPair;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.report.AssessmentReporter;
import dev.redoubt.report.ConsoleReporter;
import dev.redoubt.report.CycloneDxReporter;
import dev.redoubt.report.GitHubReporter;
import dev.redoubt.report.JUnitReporter;
import dev.redoubt.report.JsonReporter;
import dev.redoubt.report.MarkdownReporter;
import dev.redoubt.report.OscalReporter;
import dev.redoubt.report.SarifReporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The reports of `redoubt assess`: `--format` and `--output` in repeatable pairs, and how much the
/// console report contains.
final class AssessmentReportOptions {

  /// The report formats.
  enum Format {
    CONSOLE,
    JSON,
    SARIF,
    HTML,
    JUNIT,
    OSCAL,
    CYCLONEDX,
    MARKDOWN,
    GITHUB;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One report; written to standard output if it has no file.
  static final class Pair implements ReportPair {

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
                + " of them may go to standard output, and `github` beside `console`.")
    private @Nullable Path output;

    @Override
    public @Nullable Path output() {
      return output;
    }
  }

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<Pair> pairs = new ArrayList<>();

  @Option(
      names = "--source-url",
      paramLabel = "URL",
      description =
          "Web address of the files, for links in the HTML report. `path#Lline` is appended, unless"
              + " the address has the placeholders `{file}` and `{line}`.")
  private String sourceUrl = "";

  @Option(names = "--include-passes", description = "Also list passed checks, in JSON and SARIF.")
  private boolean includePasses;

  @Option(
      names = "--cyclonedx-version",
      paramLabel = "VERSION",
      converter = VersionNumber.class,
      completionCandidates = VersionNumbers.class,
      description =
          "Version of the CycloneDX specification: ${COMPLETION-CANDIDATES}. Default: 1.6.")
  private CycloneDxVersion cycloneDx = CycloneDxVersion.V1_6;

  @Option(
      names = "--quiet",
      description = "Console report: only the result and the errors in the input.")
  private boolean quiet;

  @Option(
      names = "--lines",
      description =
          "Console report: one line for each violation and unknown verdict, as compilers print"
              + " them, then the result and the errors in the input.")
  private boolean lines;

  @Option(
      names = "--summary",
      description = "Console report: only best practices, counts and the result.")
  private boolean summary;

  @Mixin private ColourOption colour = new ColourOption();

  /// Refuses reports that would mix on standard output. Workflow commands may be between other
  /// lines, so `github` goes with `console`.
  void check() {
    List<Format> mixed =
        pairs.stream().filter(pair -> pair.output() == null).map(pair -> pair.format).toList();
    boolean isConsoleWithCommands =
        mixed.size() == 2 && mixed.contains(Format.CONSOLE) && mixed.contains(Format.GITHUB);
    if (!isConsoleWithCommands) {
      ReportPair.check(pairs);
    }
    if ((quiet ? 1 : 0) + (summary ? 1 : 0) + (lines ? 1 : 0) > 1) {
      throw new UsageException("`--quiet`, `--lines` and `--summary` exclude each other");
    }
    if (!sourceUrl.isEmpty() && !sourceUrl.matches("https://[^\\s\"<>]+")) {
      throw new UsageException(
          "--source-url: `" + sourceUrl + "` is no valid address that starts with `https://`");
    }
  }

  /// Refuses to replace what is assessed or compared, or one report by another.
  ///
  /// @param baseline null without one
  void checkOutputs(Assessment assessment, @Nullable Path baseline) {
    Set<Path> taken = new HashSet<>();
    for (Pair pair : pairs) {
      if (pair.output() == null) {
        continue;
      }
      Path file = real(pair.output());
      boolean isInput =
          assessment.inputs().stream()
              .filter(input -> !input.kind().equals("registry-module")) // not a path
              .anyMatch(input -> real(Path.of(input.path())).equals(file));
      if (isInput || (baseline != null && real(baseline).equals(file))) {
        throw new UsageException(
            "`--output` would replace "
                + ConsoleMessages.quoted(pair.output())
                + ", which is read");
      }
      if (!taken.add(file)) {
        throw new UsageException(
            "two reports cannot be written to " + ConsoleMessages.quoted(pair.output()));
      }
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException _) {
      return file.toAbsolutePath().normalize();
    }
  }

  /// Whether more text for people may follow the reports on standard output.
  boolean allowMoreOutput() {
    return !quiet
        && !lines
        && pairs.stream().allMatch(pair -> pair.output() != null || pair.format == Format.CONSOLE);
  }

  /// Writes all reports of one assessment.
  ///
  /// @param details what the HTML report shows beside the findings
  /// @param isVerbose whether the console report lists everything in full
  /// @return whether all were written; reasons have been printed
  boolean write(
      Assessment assessment,
      AssessmentDetails details,
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
            case JSON -> new JsonReporter(VersionInfo.tool(), includePasses, threshold);
            case SARIF ->
                new SarifReporter(
                    VersionInfo.tool(), includePasses, threshold, Path.of("").toAbsolutePath());
            case HTML -> HtmlReports.reporter(details, threshold, sourceUrl, terminal);
            case JUNIT -> new JUnitReporter(threshold);
            case OSCAL -> new OscalReporter(VersionInfo.tool(), threshold, ReportTime.of(terminal));
            case CYCLONEDX ->
                new CycloneDxReporter(VersionInfo.tool(), cycloneDx, ReportTime.of(terminal));
            case MARKDOWN -> new MarkdownReporter(threshold);
            case GITHUB -> new GitHubReporter(threshold);
          };
      written &=
          new OutputWriter(terminal).write(out -> reporter.write(assessment, out), pair.output());
      if (pair.format == Format.GITHUB) {
        written &= stepSummary(assessment, threshold, terminal);
      }
    }
    return written;
  }

  /// Appends the Markdown report to the summary of the step, if GitHub Actions names its file.
  private static boolean stepSummary(
      Assessment assessment, FailureThreshold threshold, Terminal terminal) {
    String file = terminal.environment().getOrDefault("GITHUB_STEP_SUMMARY", "");
    if (file.isEmpty()) {
      return true;
    }
    // another command of the step may have written to it
    long written = Path.of(file).toFile().length();
    AssessmentReporter reporter = MarkdownReporter.ofStepSummary(threshold, written);
    return new OutputWriter(terminal).append(out -> reporter.write(assessment, out), Path.of(file));
  }

  /// The numbers of CycloneDX versions, for help and completion.
  static final class VersionNumbers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(CycloneDxVersion.values()).map(CycloneDxVersion::number).iterator();
    }
  }

  /// `1.6` or `1.7`.
  static final class VersionNumber implements ITypeConverter<CycloneDxVersion> {
    @Override
    public CycloneDxVersion convert(String value) {
      for (CycloneDxVersion version : CycloneDxVersion.values()) {
        if (version.number().equals(value)) {
          return version;
        }
      }
      throw new TypeConversionException("`" + value + "` is not one of 1.6, 1.7");
    }
  }

  private ConsoleReporter.Look look(Pair pair, boolean isVerbose, Terminal terminal) {
    boolean toFile = pair.output() != null;
    ConsoleReporter.Extent extent =
        quiet
            ? ConsoleReporter.Extent.QUIET
            : lines
                ? ConsoleReporter.Extent.LINES
                : summary
                    ? ConsoleReporter.Extent.SUMMARY
                    : isVerbose ? ConsoleReporter.Extent.COMPLETE : ConsoleReporter.Extent.NORMAL;
    return new ConsoleReporter.Look(
        toFile ? Terminal.DEFAULT_WIDTH : terminal.width(), colour.isOn(terminal, toFile), extent);
  }
}
