package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ProgressLine;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.signing.HashScope;
import dev.redoubt.signing.ModelPath;
import dev.redoubt.signing.digest.HashProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for the files of a model that are hashed.
final class HashOptions {

  @Option(
      names = "--ignore",
      paramLabel = "PATH",
      description = "Exclude a file or folder of the model; may be repeated.")
  private List<Path> ignored = new ArrayList<>();

  @Option(
      names = "--no-ignore-git",
      description =
          "Include `.git`, `.gitignore`, `.gitattributes` and `.github`, which are excluded by"
              + " default.")
  private boolean withGit;

  @Option(
      names = "--no-ignore-mlflow",
      description =
          "Include `registered_model_meta`, which MLflow adds to downloads and which is excluded by"
              + " default.")
  private boolean withMlflowMetadata;

  @Option(names = "--allow-symlinks", description = "Follow symbolic links to files.")
  private boolean symlinks;

  /// The files of a model to hash, without the given files if they are inside of it.
  HashScope scope(Path model, List<Path> without) {
    if (!Files.exists(model)) {
      throw new UsageException("`" + model + "` does not exist");
    }
    List<String> paths = new ArrayList<>();
    List<Path> all = new ArrayList<>(ignored);
    all.addAll(without);
    for (Path each : all) {
      try {
        ModelPath.path(model, each).ifPresent(paths::add);
      } catch (IOException e) {
        throw new UsageException("`" + each + "` cannot be resolved: " + e.getMessage());
      }
    }
    try {
      return new HashScope(
          paths,
          !withGit,
          !withMlflowMetadata,
          symlinks,
          Runtime.getRuntime().availableProcessors(),
          HashProgress.NONE);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /// Shows the progress of hashing on the terminal.
  static final class Shown implements HashProgress, AutoCloseable {

    private final Terminal terminal;
    private final AtomicReference<@Nullable ProgressLine> progress = new AtomicReference<>();

    Shown(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void started(int files, long bytes) {
      progress.set(new ProgressLine(terminal, "hashing", bytes));
    }

    @Override
    public void hashed(long bytes) {
      ProgressLine shown = progress.get();
      if (shown != null) {
        shown.advance(bytes, "");
      }
    }

    /// Erases the line, before a report is written.
    void wipe() {
      ProgressLine shown = progress.get();
      if (shown != null) {
        shown.close();
      }
    }

    @Override
    public void close() {
      wipe();
    }
  }
}
