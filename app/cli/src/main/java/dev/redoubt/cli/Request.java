package dev.redoubt.cli;

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
/// @param artifacts supplies the modules of Bicep that are no local files
/// @param variables what parameter files may ask for
record Request(
    List<Path> paths,
    List<Path> parameterFiles,
    List<InlineParameter> values,
    @Nullable String environment,
    ArtifactStore artifacts,
    EnvironmentVariables variables) {

  Request {
    paths = List.copyOf(paths);
    parameterFiles = List.copyOf(parameterFiles);
    values = List.copyOf(values);
  }

  /// These files and folders, and nothing else said.
  static Request of(Path... paths) {
    return new Request(
        List.of(paths), List.of(), List.of(), null, ArtifactStore.NONE, EnvironmentVariables.NONE);
  }

  Request withEnvironment(@Nullable String name) {
    return new Request(paths, parameterFiles, values, name, artifacts, variables);
  }

  Request withParameterFiles(Path... files) {
    return new Request(paths, List.of(files), values, environment, artifacts, variables);
  }
}
