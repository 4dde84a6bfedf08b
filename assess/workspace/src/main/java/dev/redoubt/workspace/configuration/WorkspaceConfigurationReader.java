package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.configuration.ConfigurationFile;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Reads `redoubt.yaml` strictly: a setting that is not known is an error, because a misspelled one
/// would silently change what is assessed. To add a section, add a reader like
/// [DeploymentListReader] to [#read].
public final class WorkspaceConfigurationReader {

  private final SourceFiles files;
  private final List<Problem> problems;

  /// @param problems receives each error with its line and column
  public WorkspaceConfigurationReader(SourceFiles files, List<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /// Reads a file. What is invalid is added to the problems and left out.
  ///
  /// @param name the display name of the file
  /// @param roots files outside of these folders are not accepted; absolute
  public WorkspaceConfiguration read(Path file, String name, List<Path> roots) {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path folder = parent == null ? absolute : parent;
    try {
      ConfigurationFile read = ConfigurationFile.read(file);
      WorkspaceConfiguration configuration =
          new WorkspaceConfiguration(
              name, folder, new DeploymentListReader(folder, roots).read(read.top()));
      end(read, name);
      return configuration;
    } catch (IOException _) {
      problems.add(Problem.error("cannot be read as a UTF-8 text file", files.whole(name)));
      return new WorkspaceConfiguration(name, folder, List.of());
    }
  }

  private void end(ConfigurationFile read, String name) {
    try {
      read.end();
    } catch (ConfigurationException e) {
      int file = files.add(name);
      for (ConfigurationError error : e.errors()) {
        problems.add(Problem.error(error.message(), Origin.of(file, error.line(), error.column())));
      }
    }
  }
}
