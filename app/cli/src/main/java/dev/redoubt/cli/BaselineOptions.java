package dev.redoubt.cli;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.engine.FindingBaseline;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for the comparison with earlier findings.
final class BaselineOptions {

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "Compare with the findings in this file, and report which are new. Default: `baseline` in"
              + " `redoubt.yaml`.")
  private @Nullable Path file;

  @Option(
      names = "--update-baseline",
      description =
          "Write the violations and unknown verdicts of this run to the baseline, which makes all"
              + " of them known.")
  private boolean update;

  /// Refuses a baseline that does not exist, before anything is changed.
  ///
  /// @throws UsageException if it does not exist and is not going to be written
  void check(WorkspaceConfiguration configuration) {
    Path baseline = path(configuration);
    if (baseline != null && !update && !Files.exists(baseline)) {
      throw new UsageException(missing(baseline));
    }
  }

  private static String missing(Path baseline) {
    return "the baseline "
        + ConsoleMessages.quoted(baseline)
        + " does not exist; `--update-baseline` writes it";
  }

  /// The assessment, compared with the baseline if there is one.
  ///
  /// @param isComplete whether all controls were evaluated
  /// @throws UsageException if the baseline cannot be read or written
  Assessment applied(
      Assessment assessment,
      WorkspaceConfiguration configuration,
      boolean isComplete,
      Terminal terminal) {
    Path baseline = path(configuration);
    if (baseline == null) {
      if (update) {
        throw new UsageException(
            "--update-baseline needs a file; add `--baseline FILE`, or `baseline` in"
                + " `redoubt.yaml`");
      }
      return assessment;
    }
    if (update) {
      if (!isComplete) {
        throw new UsageException(
            "--update-baseline cannot be combined with --only or --skip: the findings of the other"
                + " controls would be missing from the baseline");
      }
      boolean hasErrors =
          assessment.problems().stream()
              .anyMatch(each -> each.severity() == Problem.Severity.ERROR);
      if (hasErrors) {
        terminal
            .err()
            .println("redoubt: the baseline is not updated, because the input has errors");
      } else {
        checkReplaceable(baseline);
        write(FindingBaseline.text(assessment, baseline), baseline);
      }
    }
    if (!Files.exists(baseline)) {
      throw new UsageException(missing(baseline));
    }
    return switch (FindingBaseline.read(baseline)) {
      case FindingBaseline.Reading.Read(var read) -> read.compared(assessment, baseline);
      case FindingBaseline.Reading.Invalid(var message) ->
          throw new UsageException("the baseline cannot be read: " + message);
    };
  }

  private @Nullable Path path(WorkspaceConfiguration configuration) {
    if (file != null) {
      return file;
    }
    WorkspaceConfiguration.BaselineFile configured = configuration.baseline();
    if (configured == null) {
      return null;
    }
    Path working = Path.of("").toAbsolutePath();
    Path path = configured.file();
    return path.startsWith(working) ? working.relativize(path) : path;
  }

  /// A configuration may name any file of the repository; only a baseline is replaced.
  private static void checkReplaceable(Path baseline) {
    if (Files.exists(baseline)
        && FindingBaseline.read(baseline) instanceof FindingBaseline.Reading.Invalid(var why)) {
      throw new UsageException(
          "the baseline is not updated, because the file is not a baseline; delete it first: "
              + why);
    }
  }

  /// A reader sees the old or the new file, never a part of one.
  private static void write(String text, Path baseline) {
    Path whole = baseline.toAbsolutePath();
    Path temporary = whole.resolveSibling(whole.getFileName() + ".tmp");
    try {
      try {
        Files.writeString(temporary, text);
        Files.move(temporary, whole, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UsageException(
          "the baseline "
              + ConsoleMessages.quoted(baseline)
              + " cannot be written: "
              + e.getMessage());
    }
  }
}
