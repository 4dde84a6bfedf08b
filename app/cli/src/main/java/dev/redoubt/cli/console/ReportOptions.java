package dev.redoubt.cli.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Which reports go where: pairs of `--format X --output F`.
public final class ReportOptions {

  /// The formats of a report.
  public enum Format {
    CONSOLE,
    JSON,
    SARIF;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// One report; without a file it goes to standard output.
  public static final class Pair {

    @Option(
        names = {"-f", "--format"},
        paramLabel = "FORMAT",
        description = "${COMPLETION-CANDIDATES}. Default: console.")
    private Format format = Format.CONSOLE;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description =
            "Write the report to a file. `--format X --output FILE` may be repeated; one report may"
                + " go to standard output.")
    private @Nullable Path output;

    /// What it looks like.
    public Format format() {
      return format;
    }

    /// Where it goes; null for standard output.
    public @Nullable Path output() {
      return output;
    }
  }

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<Pair> pairs = new ArrayList<>();

  /// At least one; a console report on standard output where none was asked for.
  public List<Pair> pairs() {
    return pairs.isEmpty() ? List.of(new Pair()) : pairs;
  }

  /// Whether at most one report goes to standard output.
  public boolean isUnambiguous() {
    return pairs.stream().filter(pair -> pair.output() == null).count() <= 1;
  }
}
