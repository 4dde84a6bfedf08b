package dev.redoubt.workspace;

import dev.redoubt.arm.Arm;
import dev.redoubt.arm.LocalTemplates;
import dev.redoubt.bicep.BicepParameters;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Value;
import dev.redoubt.template.Expander;
import dev.redoubt.template.Expansion;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.workspace.Sources.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates a deployment: template and parameter files, with the templates that they link and the
/// modules that they use.
public final class Expansions {

  private final DeploymentSettings settings;
  private final Sources sources;

  public Expansions(DeploymentSettings settings, Sources sources) {
    this.settings = settings;
    this.sources = sources;
  }

  /// What the deployment would deploy, with all problems on the way.
  public Expansion expand(Deployment deployment) {
    List<Problem> problems = new ArrayList<>();
    SourceFile file = deployment.template();
    Template template = template(file, problems);
    if (template == null) {
      problems.addAll(sources.bicep().takeProblems());
      return new Expansion(List.of(), List.of(), List.of(), Map.of(), problems);
    }
    Map<String, Value> parameters = sources.values().of(deployment, template, problems);
    problems.addAll(sources.bicep().takeProblems());
    LocalTemplates linked =
        new LocalTemplates(file.root(), template, file.path(), sources.files(), problems);
    Expansion expansion = Expander.expand(template, parameters, settings, linked);
    problems.addAll(expansion.problems());
    return new Expansion(
        expansion.resources(),
        expansion.extensionResources(),
        expansion.unknownDeployments(),
        expansion.outputs(),
        problems);
  }

  private static @Nullable Template template(SourceFile file, List<Problem> problems) {
    return switch (file) {
      case JsonSource it -> Arm.template(it.json(), it.name(), problems);
      case BicepSource it when it.kind().isTemplate() -> it.project().template(it.path());
      case BicepSource it -> {
        BicepParameters parameters = it.project().parameters(it.path());
        yield parameters == null ? null : it.project().templateOf(parameters, it.path());
      }
    };
  }
}
