package dev.redoubt.workspace;

import dev.redoubt.arm.ArmTemplates;
import dev.redoubt.arm.LocalTemplateLoader;
import dev.redoubt.bicep.BicepParameters;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Expands deployments: evaluates the template with its parameter files, linked templates and
/// modules.
public final class DeploymentExpansion {

  private final DeploymentSettings settings;
  private final WorkspaceSources sources;

  public DeploymentExpansion(DeploymentSettings settings, WorkspaceSources sources) {
    this.settings = settings;
    this.sources = sources;
  }

  /// A deployment after expansion.
  ///
  /// @param template the template as written; null if it cannot be read
  public record ExpandedDeployment(@Nullable Template template, ExpandedTemplate expansion) {}

  /// The resources that the deployment would create, and all problems.
  public ExpandedTemplate expand(Deployment deployment) {
    return read(deployment).expansion();
  }

  /// The template of a deployment, the resources that it would create, and all problems.
  public ExpandedDeployment read(Deployment deployment) {
    List<Problem> problems = new ArrayList<>();
    SourceFile file = deployment.template();
    Template template = template(file, problems);
    if (template == null) {
      problems.addAll(sources.bicep().takeProblems());
      return new ExpandedDeployment(
          null,
          new ExpandedTemplate(List.of(), List.of(), List.of(), List.of(), Map.of(), problems));
    }
    Map<String, Value> parameters = sources.values().of(deployment, template, problems);
    problems.addAll(sources.bicep().takeProblems());
    LocalTemplateLoader linked =
        new LocalTemplateLoader(file.root(), template, file.path(), sources.files(), problems);
    ExpandedTemplate expansion = TemplateExpander.expand(template, parameters, settings, linked);
    problems.addAll(expansion.problems());
    return new ExpandedDeployment(
        template,
        new ExpandedTemplate(
            expansion.resources(),
            expansion.extensionResources(),
            expansion.unknownDeployments(),
            expansion.notDeployed(),
            expansion.outputs(),
            problems));
  }

  private static @Nullable Template template(SourceFile file, List<Problem> problems) {
    return switch (file) {
      case JsonSourceFile it -> ArmTemplates.parseTemplate(it.json(), it.name(), problems);
      case BicepSourceFile it when it.kind().isTemplate() -> it.project().template(it.path());
      case BicepSourceFile it -> {
        BicepParameters parameters = it.project().parameters(it.path());
        yield parameters == null ? null : it.project().templateOf(parameters, it.path());
      }
    };
  }
}
