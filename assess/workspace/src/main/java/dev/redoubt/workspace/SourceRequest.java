package dev.redoubt.workspace;

import dev.redoubt.bicep.module.ArtifactStore;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the user asks to be read.
///
/// @param paths files and folders
/// @param parameterFiles files that count for every template that they can be for
/// @param values single values for parameters, which count before those of files
/// @param environment chooses among several parameter files of a template; null: nobody said
/// @param moduleFolders folders of compiled modules, in which nothing is looked for that is
///   deployed
/// @param artifacts supplies the modules of Bicep that are no local files
/// @param variables what parameter files may ask for
public record SourceRequest(
    List<Path> paths,
    List<Path> parameterFiles,
    List<InlineParameter> values,
    @Nullable String environment,
    List<Path> moduleFolders,
    ArtifactStore artifacts,
    EnvironmentVariables variables) {

  public SourceRequest {
    paths = List.copyOf(paths);
    parameterFiles = List.copyOf(parameterFiles);
    values = List.copyOf(values);
    moduleFolders = List.copyOf(moduleFolders);
  }

  /// These files and folders, and nothing else said.
  public static SourceRequest of(Path... paths) {
    return new SourceRequest(
        List.of(paths),
        List.of(),
        List.of(),
        null,
        List.of(),
        ArtifactStore.NONE,
        EnvironmentVariables.NONE);
  }

  SourceRequest withEnvironment(@Nullable String name) {
    return new SourceRequest(
        paths, parameterFiles, values, name, moduleFolders, artifacts, variables);
  }

  SourceRequest withParameterFiles(Path... files) {
    return new SourceRequest(
        paths, List.of(files), values, environment, moduleFolders, artifacts, variables);
  }

  SourceRequest withValues(InlineParameter... given) {
    return new SourceRequest(
        paths, parameterFiles, List.of(given), environment, moduleFolders, artifacts, variables);
  }

  SourceRequest withVariables(EnvironmentVariables known) {
    return new SourceRequest(
        paths, parameterFiles, values, environment, moduleFolders, artifacts, known);
  }

  SourceRequest withModules(List<Path> folders, ArtifactStore store) {
    return new SourceRequest(paths, parameterFiles, values, environment, folders, store, variables);
  }
}
