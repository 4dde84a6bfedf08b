package dev.redoubt.workspace;

import dev.redoubt.bicep.BicepProject;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The Bicep of one run: one project for each root, so that a module which several templates use is
/// read once.
final class BicepProjectCache {

  private final SourceFiles files;
  private final DisplayPaths names;
  private final ArtifactStore artifacts;
  private final EnvironmentVariables variables;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Path, BicepProject> byRoot = new HashMap<>();

  /// @param artifacts supplies the modules that are no local files
  /// @param variables what parameter files may ask for
  BicepProjectCache(
      SourceFiles files,
      DisplayPaths names,
      ArtifactStore artifacts,
      EnvironmentVariables variables) {
    this.files = files;
    this.names = names;
    this.artifacts = artifacts;
    this.variables = variables;
  }

  /// The project of the files below a folder.
  BicepProject of(Path root) {
    return byRoot.computeIfAbsent(
        root,
        folder ->
            new BicepProject(folder, names::of, files, artifacts, variables::value, problems));
  }

  /// What was found wrong since this was last asked.
  List<Problem> takeProblems() {
    List<Problem> taken = List.copyOf(problems);
    problems.clear();
    return taken;
  }
}
