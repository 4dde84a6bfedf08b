package dev.redoubt.cli.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The options `--format` and `--output`, in repeatable pairs.
public final class ReportOptions {

  /// The report formats.
  public enum Format {
    CONSOLE,
    JSON,
    SARIF;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// One report; written to standard output if it has no file.
  public static final class Pair implements ReportPair {

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

    /// The format.
    public Format format() {
      return format;
    }

    @Override
    public @Nullable Path output() {
      return output;
    }
  }

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<Pair> pairs = new ArrayList<>();

  /// The requested reports; by default, a console report on standard output.
  public List<Pair> pairs() {
    return pairs.isEmpty() ? List.of(new Pair()) : pairs;
  }

  /// Refuses several reports on standard output.
  public void check() {
    ReportPair.check(pairs);
  }
}
