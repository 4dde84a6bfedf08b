package dev.redoubt.workspace;

import dev.redoubt.bicep.module.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The files, folders and parameters that the user names.
///
/// @param paths files and folders
/// @param standardInput a file with the content of standard input; null if it is not read
/// @param configuration the configuration file; null for `redoubt.yaml` in each folder,
///   [#NO_CONFIGURATION] for none
/// @param parameterFiles parameter files, used for every template that they fit
/// @param values values of single parameters, which override those of files
/// @param environment selects one of several parameter files of a template; null if not
///   inlineValues
/// @param moduleFolders folders of compiled modules, which are not searched for entry points
/// @param artifacts supplies the Bicep modules that are not local files, given the module folders
///   of the configuration, which come after those that the user names
/// @param variables the environment variables that parameter files may read
public record SourceRequest(
    List<Path> paths,
    @Nullable Path standardInput,
    @Nullable Path configuration,
    List<Path> parameterFiles,
    List<InlineParameter> values,
    @Nullable String environment,
    List<Path> moduleFolders,
    Function<List<Path>, ArtifactStore> artifacts,
    EnvironmentVariables variables) {

  /// Instead of a configuration file: none is read.
  public static final Path NO_CONFIGURATION = Path.of("");

  public SourceRequest {
    paths = paths.stream().map(SourceRequest::followed).toList();
    parameterFiles = List.copyOf(parameterFiles);
    values = List.copyOf(values);
    moduleFolders = List.copyOf(moduleFolders);
  }

  /// The folder that a symbolic link leads to: who names a link means the folder.
  private static Path followed(Path path) {
    try {
      return Files.isSymbolicLink(path) && Files.isDirectory(path) ? path.toRealPath() : path;
    } catch (IOException _) {
      return path;
    }
  }

  /// A request for these files and folders without options.
  public static SourceRequest of(Path... paths) {
    return new SourceRequest(
        List.of(paths),
        null,
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        _ -> ArtifactStore.NONE,
        EnvironmentVariables.NONE);
  }

  SourceRequest withStandardInput(Path file) {
    return new SourceRequest(
        paths,
        file,
        configuration,
        parameterFiles,
        values,
        environment,
        moduleFolders,
        artifacts,
        variables);
  }

  SourceRequest withConfiguration(Path file) {
    return new SourceRequest(
        paths,
        standardInput,
        file,
        parameterFiles,
        values,
        environment,
        moduleFolders,
        artifacts,
        variables);
  }

  SourceRequest withEnvironment(@Nullable String name) {
    return new SourceRequest(
        paths,
        standardInput,
        configuration,
        parameterFiles,
        values,
        name,
        moduleFolders,
        artifacts,
        variables);
  }

  SourceRequest withParameterFiles(Path... files) {
    return new SourceRequest(
        paths,
        standardInput,
        configuration,
        List.of(files),
        values,
        environment,
        moduleFolders,
        artifacts,
        variables);
  }

  SourceRequest withValues(InlineParameter... inlineValues) {
    return new SourceRequest(
        paths,
        standardInput,
        configuration,
        parameterFiles,
        List.of(inlineValues),
        environment,
        moduleFolders,
        artifacts,
        variables);
  }

  SourceRequest withVariables(EnvironmentVariables known) {
    return new SourceRequest(
        paths,
        standardInput,
        configuration,
        parameterFiles,
        values,
        environment,
        moduleFolders,
        artifacts,
        known);
  }

  SourceRequest withModules(List<Path> folders, ArtifactStore store) {
    return new SourceRequest(
        paths,
        standardInput,
        configuration,
        parameterFiles,
        values,
        environment,
        folders,
        _ -> store,
        variables);
  }
}
