package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Progress;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.WrongUsage;
import dev.redoubt.signing.Inside;
import dev.redoubt.signing.Scope;
import dev.redoubt.signing.digest.HashProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What of a model is hashed.
final class HashOptions {

  @Option(
      names = "--ignore",
      paramLabel = "PATH",
      description = "Leave out a file or a folder of the model. May be repeated.")
  private List<Path> ignored = new ArrayList<>();

  @Option(
      names = "--no-ignore-git",
      description = "Do not leave out `.git`, `.gitignore`, `.gitattributes` and `.github`.")
  private boolean withGit;

  @Option(
      names = "--no-ignore-mlflow",
      description =
          "Do not leave out `registered_model_meta`, which MLflow adds to what it downloads.")
  private boolean withRecord;

  @Option(names = "--allow-symlinks", description = "Follow symbolic links to files.")
  private boolean symlinks;

  /// What to hash of a model, without those files where they lie inside.
  Scope scope(Path model, List<Path> without) {
    if (!Files.exists(model)) {
      throw new WrongUsage("`" + model + "` does not exist");
    }
    List<String> paths = new ArrayList<>();
    List<Path> all = new ArrayList<>(ignored);
    all.addAll(without);
    for (Path each : all) {
      try {
        Inside.path(model, each).ifPresent(paths::add);
      } catch (IOException e) {
        throw new WrongUsage("`" + each + "` cannot be looked up: " + e.getMessage());
      }
    }
    try {
      return new Scope(
          paths,
          !withGit,
          !withRecord,
          symlinks,
          Runtime.getRuntime().availableProcessors(),
          HashProgress.NONE);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  /// A line on the terminal that says how far hashing is.
  static final class Shown implements HashProgress, AutoCloseable {

    private final Terminal terminal;
    private final AtomicReference<@Nullable Progress> progress = new AtomicReference<>();

    Shown(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void started(int files, long bytes) {
      progress.set(new Progress(terminal, "hashing", bytes));
    }

    @Override
    public void hashed(long bytes) {
      Progress shown = progress.get();
      if (shown != null) {
        shown.advance(bytes, "");
      }
    }

    /// Wipes the line, before a report is written.
    void wipe() {
      Progress shown = progress.get();
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
