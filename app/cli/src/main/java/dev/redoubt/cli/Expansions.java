package dev.redoubt.cli;

import dev.redoubt.arm.Arm;
import dev.redoubt.arm.ArmParametersReader;
import dev.redoubt.arm.LocalTemplates;
import dev.redoubt.cli.Sources.Deployment;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import dev.redoubt.template.DeploymentSettings;
import dev.redoubt.template.Expander;
import dev.redoubt.template.Expansion;
import dev.redoubt.template.syntax.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Evaluates a deployment: template and parameter files, with the templates that they link.
final class Expansions {

  private final DeploymentSettings settings;
  private final SourceFiles files;

  Expansions(DeploymentSettings settings, SourceFiles files) {
    this.settings = settings;
    this.files = files;
  }

  /// What the deployment would deploy, with all problems on the way.
  Expansion expand(Deployment deployment) {
    List<Problem> problems = new ArrayList<>();
    SourceFile file = deployment.template();
    Template template = Arm.template(file.json(), file.name(), problems);
    if (template == null) {
      return new Expansion(List.of(), List.of(), Map.of(), problems);
    }
    Map<String, Value> parameters = parameters(deployment, problems);
    LocalTemplates linked = new LocalTemplates(file.root(), template, file.path(), files, problems);
    Expansion expansion = Expander.expand(template, parameters, settings, linked);
    problems.addAll(expansion.problems());
    return new Expansion(
        expansion.resources(), expansion.extensionResources(), expansion.outputs(), problems);
  }

  private static Map<String, Value> parameters(Deployment deployment, List<Problem> problems) {
    Map<String, Value> byName = new LinkedHashMap<>();
    for (SourceFile file : deployment.parameters()) {
      ArmParametersReader.read(file.json(), problems)
          .forEach((name, value) -> byName.put(PropertyName.folded(name), value));
    }
    return byName;
  }
}
