package dev.redoubt.workspace.configuration;

import java.nio.file.Path;
import java.util.List;

/// The content of `redoubt.yaml`. Every section is optional.
///
/// @param name the display name of the file
/// @param folder the folder of the file, which the paths in it are relative to; absolute
/// @param deployments all deployments of the workload; empty if the file does not list them
public record WorkspaceConfiguration(String name, Path folder, List<ListedDeployment> deployments) {

  /// The name of the file in an assessed folder.
  public static final String FILE_NAME = "redoubt.yaml";

  public WorkspaceConfiguration {
    deployments = List.copyOf(deployments);
  }

  /// A deployment: one estate.
  ///
  /// @param name unique in the file
  /// @param templates at least one; several are deployed together
  public record ListedDeployment(String name, List<ListedTemplate> templates) {
    public ListedDeployment {
      templates = List.copyOf(templates);
    }
  }

  /// A template with its parameter files.
  ///
  /// @param file the template, absolute; it exists
  /// @param parameters the parameter files, absolute; a later value overrides an earlier one
  public record ListedTemplate(Path file, List<Path> parameters) {
    public ListedTemplate {
      parameters = List.copyOf(parameters);
    }
  }
}
