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
import java.util.Set;
import java.util.TreeSet;

/// Caches one Bicep project per root folder, so that a module that several templates use is read
/// once.
final class BicepProjectCache {

  private final SourceFiles files;
  private final DisplayPaths names;
  private final ArtifactStore artifacts;
  private final EnvironmentVariables variables;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Path, BicepProject> byRoot = new HashMap<>();

  /// @param artifacts supplies the modules that are not local files
  /// @param variables the environment variables that parameter files may read
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

  /// The files whose content templates have loaded so far, sorted.
  Set<Path> loadedFiles() {
    Set<Path> loaded = new TreeSet<>();
    byRoot.values().forEach(project -> loaded.addAll(project.loadedFiles()));
    return loaded;
  }

  /// Returns and clears the problems found so far.
  List<Problem> takeProblems() {
    List<Problem> taken = List.copyOf(problems);
    problems.clear();
    return taken;
  }
}
