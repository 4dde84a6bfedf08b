package dev.redoubt.cli;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.engine.FindingBaseline;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.BaselineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for the comparison with earlier findings.
final class BaselineOptions {

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "Compare with the findings in this file, and report which are new. Default: `baseline` in"
              + " the configuration file.")
  private @Nullable Path file;

  @Option(
      names = "--update-baseline",
      description =
          "Write the violations and unknown verdicts of this run to the baseline, which makes all"
              + " of them known.")
  private boolean update;

  /// Refuses what cannot work, before anything is assessed.
  ///
  /// @param isComplete whether all controls are evaluated
  /// @throws UsageException if the file that the option names does not exist and is not going to be
  ///   written, or if the baseline would be incomplete
  void checkUsage(boolean isComplete) {
    if (file != null && !update && !Files.exists(file)) {
      throw new UsageException(missing(file));
    }
    if (update && !isComplete) {
      throw new UsageException(
          "--update-baseline cannot be combined with --only or --skip: the findings of the other"
              + " controls would be missing from the baseline");
    }
  }

  private static String missing(Path baseline) {
    return "the baseline "
        + ConsoleMessages.quoted(baseline)
        + " does not exist; `--update-baseline` writes it";
  }

  /// The assessment with an error if the baseline cannot be read or replaced, before anything is
  /// changed.
  ///
  /// @throws UsageException if a baseline is to be written and none is named
  Assessment checked(Assessment assessment, WorkspaceConfiguration configuration) {
    Path baseline = path(configuration);
    if (baseline == null) {
      if (update) {
        throw new UsageException(
            "--update-baseline needs a file; add `--baseline FILE`, or `baseline` in"
                + " `redoubt.yaml`");
      }
      return assessment;
    }
    String wrong = wrong(baseline);
    if (wrong == null) {
      return assessment;
    }
    BaselineFile configured = configuration.baseline();
    Origin origin = file == null && configured != null ? configured.origin() : Origin.NONE;
    return assessment.withProblems(List.of(Problem.error(wrong, origin)));
  }

  /// Why a baseline cannot be read or replaced; null if it can. A configuration may name any file
  /// of the repository, and only a baseline is replaced.
  private @Nullable String wrong(Path baseline) {
    if (!Files.exists(baseline)) {
      return update ? null : missing(baseline);
    }
    return FindingBaseline.read(baseline) instanceof FindingBaseline.Reading.Invalid(var why)
        ? update
            ? "the baseline is not updated, because the file is not a baseline; delete it first: "
                + why
            : "the baseline cannot be read: " + why
        : null;
  }

  /// The assessment, compared with the baseline if there is one. Beside errors in the input, the
  /// baseline is not written.
  ///
  /// @throws UsageException if the baseline cannot be written
  Assessment applied(
      Assessment assessment, WorkspaceConfiguration configuration, Terminal terminal) {
    Assessment checked = checked(assessment, configuration);
    Path baseline = path(configuration);
    if (baseline == null) {
      return checked;
    }
    if (update) {
      boolean hasErrors =
          checked.problems().stream().anyMatch(each -> each.severity() == Problem.Severity.ERROR);
      if (hasErrors) {
        terminal
            .err()
            .println("redoubt: the baseline is not updated, because the input has errors");
      } else {
        write(FindingBaseline.text(checked, baseline), baseline);
      }
    }
    return Files.exists(baseline)
            && FindingBaseline.read(baseline) instanceof FindingBaseline.Reading.Read(var read)
        ? read.compared(checked, baseline)
        : checked;
  }

  /// The file of the option or of the configuration; null without one.
  @Nullable Path path(WorkspaceConfiguration configuration) {
    if (file != null) {
      return file;
    }
    BaselineFile configured = configuration.baseline();
    if (configured == null) {
      return null;
    }
    Path working = Path.of("").toAbsolutePath();
    Path path = configured.file();
    return path.startsWith(working) ? working.relativize(path) : path;
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
