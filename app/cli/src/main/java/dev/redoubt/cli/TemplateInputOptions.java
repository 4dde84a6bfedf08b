package dev.redoubt.cli;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.EnvironmentVariables;
import dev.redoubt.workspace.InlineParameter;
import dev.redoubt.workspace.SourceRequest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/// Options of the commands that expand templates: parameter values, modules and the scope of the
/// deployment.
final class TemplateInputOptions {

  @Mixin private TemplateParameterOptions parameters = new TemplateParameterOptions();

  @Mixin private BicepModuleOptions modules = new BicepModuleOptions();

  @Mixin private DeploymentScopeOptions scope = new DeploymentScopeOptions();

  /// What to read.
  ///
  /// @param paths files and folders
  /// @param standardInput a file with the content of standard input; null if it is not read
  /// @param configuration the configuration file; null for that in each folder, if there is one
  SourceRequest request(
      List<Path> paths,
      @Nullable Path standardInput,
      @Nullable Path configuration,
      Terminal terminal) {
    return new SourceRequest(
        paths,
        standardInput,
        configuration,
        parameters.files(),
        parameters.values(),
        parameters.environment(),
        modules.folders(),
        modules.stores(terminal.environment()),
        new EnvironmentVariables(terminal.environment()));
  }

  /// The names of the parameters whose values are on the command line.
  List<String> givenParameters() {
    return parameters.values().stream().map(InlineParameter::name).toList();
  }

  /// @param predictReferences see [DeploymentSettings]
  DeploymentSettings settings(boolean predictReferences) {
    return scope.settings(predictReferences);
  }
}
