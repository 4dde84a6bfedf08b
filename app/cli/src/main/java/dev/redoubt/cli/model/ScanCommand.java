package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ColourOption;
import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.ProgressLine;
import dev.redoubt.cli.console.ReportOptions;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.report.ConsoleLayout;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.engine.ModelScanner;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt model scan`.
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    header = "Scan model files for code that runs when they are loaded.",
    description = {
      "",
      "Detects the format of each file by its content, not its name, and scans the members of"
          + " archives. No code of a model is executed. The verdict of a file is clean, suspicious,"
          + " unreadable or malicious. A file that cannot be fully analyzed is unreadable, never"
          + " clean.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt model scan model.pt",
      "  redoubt model scan models/ --fail-on malicious",
      "  redoubt model scan . --format console --format sarif --output scan.sarif",
      "      print the report and write a second one for GitHub code scanning",
      "",
      "Exit codes: 0 no verdict at or above --fail-on; 1 verdicts at or above it; 2 wrong usage, a"
          + " missing path or nothing to scan; 70 internal error."
    })
final class ScanCommand implements Callable<Integer> {

  /// The lowest verdict that fails the run.
  enum FailOn {
    SUSPICIOUS,
    UNREADABLE,
    MALICIOUS,
    NEVER;

    boolean isReachedBy(ScanVerdict verdict) {
      return switch (this) {
        case SUSPICIOUS -> verdict != ScanVerdict.CLEAN;
        case UNREADABLE -> verdict.compareTo(ScanVerdict.UNREADABLE) >= 0;
        case MALICIOUS -> verdict == ScanVerdict.MALICIOUS;
        case NEVER -> false;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Files and folders. Symbolic links in folders are not followed; their targets are scanned"
              + " if they are below a PATH, and otherwise listed as not scanned.")
  private List<Path> paths = new ArrayList<>();

  @Mixin private ReportOptions reports = new ReportOptions();

  @Option(
      names = "--fail-on",
      paramLabel = "VERDICT",
      defaultValue = "suspicious",
      description =
          "Exit with code 1 if a file has this verdict or a worse one: ${COMPLETION-CANDIDATES}."
              + " Default: suspicious, that is, any file that is not clean. Files that were not"
              + " scanned count as unreadable.")
  private FailOn failOn = FailOn.SUSPICIOUS;

  @Mixin private ScanLimitOptions limits = new ScanLimitOptions();

  @Mixin private ColourOption colour = new ColourOption();

  ScanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    checkUsage();
    ScanReport report = scan();
    if (report.isEmpty()) {
      throw new UsageException(
          "nothing to scan in "
              + paths.stream().map(ConsoleMessages::quoted).collect(Collectors.joining(", ")));
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    boolean failed = failOn.isReachedBy(report.verdict());
    boolean written = true;
    for (ReportOptions.Pair pair : reports.pairs()) {
      written &= write(pair, report, elapsed, failed);
    }
    if (!written) {
      return ExitCode.USAGE;
    }
    return failed ? ExitCode.FAILED : ExitCode.PASSED;
  }

  private void checkUsage() {
    reports.check();
    for (Path path : paths) {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new UsageException(ConsoleMessages.quoted(path) + " does not exist");
      }
    }
  }

  private ScanReport scan() {
    try (ProgressLine progress = new ProgressLine(terminal, "scanning", 0)) {
      long[] running = {0};
      return ModelScanner.of(limits.options())
          .scan(
              paths,
              (name, bytes) -> {
                progress.advance(running[0], name);
                running[0] = bytes;
              });
    }
  }

  private boolean write(
      ReportOptions.Pair pair, ScanReport report, Duration elapsed, boolean failed) {
    boolean toFile = pair.output() != null;
    return new OutputWriter(terminal)
        .write(
            out -> {
              switch (pair.format()) {
                case CONSOLE -> {
                  int width = toFile ? 80 : terminal.width();
                  ConsoleLayout page = new ConsoleLayout(out, width, colour.isOn(terminal, toFile));
                  new ScanConsole(page).write(report, elapsed);
                }
                case JSON -> out.append(ScanJson.of(report, VersionInfo.tool()));
                case SARIF ->
                    out.append(
                        new ScanSarif(Path.of("").toAbsolutePath())
                            .of(report, VersionInfo.tool(), failed));
              }
            },
            pair.output());
  }
}
