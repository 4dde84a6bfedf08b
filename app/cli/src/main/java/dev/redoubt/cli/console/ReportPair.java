package dev.redoubt.cli.console;

import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// One report of a command: `--format` with the formats that the command has, and `--output`.
public interface ReportPair {

  /// The file; null for standard output.
  @Nullable Path output();

  /// Refuses several reports on standard output.
  static void check(Collection<? extends ReportPair> pairs) {
    if (pairs.stream().filter(pair -> pair.output() == null).count() > 1) {
      throw new UsageException(
          "only one report can be written to standard output; add `--output FILE` to the others");
    }
  }
}
