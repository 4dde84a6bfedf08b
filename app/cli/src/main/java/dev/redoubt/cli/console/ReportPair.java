package dev.redoubt.cli.console;

import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// One report of a command: its file, and in a subclass the option `--format` with the formats that
/// the command has.
public abstract class ReportPair {

  @Option(
      names = {"-o", "--output"},
      order = 2,
      paramLabel = "FILE",
      description =
          "Write the report to a file. Repeat `--format X --output FILE` for several reports; one"
              + " of them may go to standard output.")
  private @Nullable Path output;

  /// The file; null for standard output.
  public final @Nullable Path output() {
    return output;
  }

  /// Refuses several reports on standard output.
  public static void check(Collection<? extends ReportPair> pairs) {
    if (pairs.stream().filter(pair -> pair.output() == null).count() > 1) {
      throw new UsageException(
          "only one report can be written to standard output; add `--output FILE` to the others");
    }
  }
}
