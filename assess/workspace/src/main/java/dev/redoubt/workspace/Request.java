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
public record Request(
    List<Path> paths,
    List<Path> parameterFiles,
    List<InlineParameter> values,
    @Nullable String environment,
    List<Path> moduleFolders,
    ArtifactStore artifacts,
    EnvironmentVariables variables) {

  public Request {
    paths = List.copyOf(paths);
    parameterFiles = List.copyOf(parameterFiles);
    values = List.copyOf(values);
    moduleFolders = List.copyOf(moduleFolders);
  }

  /// These files and folders, and nothing else said.
  public static Request of(Path... paths) {
    return new Request(
        List.of(paths),
        List.of(),
        List.of(),
        null,
        List.of(),
        ArtifactStore.NONE,
        EnvironmentVariables.NONE);
  }

  Request withEnvironment(@Nullable String name) {
    return new Request(paths, parameterFiles, values, name, moduleFolders, artifacts, variables);
  }

  Request withParameterFiles(Path... files) {
    return new Request(
        paths, List.of(files), values, environment, moduleFolders, artifacts, variables);
  }

  Request withValues(InlineParameter... given) {
    return new Request(
        paths, parameterFiles, List.of(given), environment, moduleFolders, artifacts, variables);
  }

  Request withVariables(EnvironmentVariables known) {
    return new Request(paths, parameterFiles, values, environment, moduleFolders, artifacts, known);
  }

  Request withModules(List<Path> folders, ArtifactStore store) {
    return new Request(paths, parameterFiles, values, environment, folders, store, variables);
  }
}
