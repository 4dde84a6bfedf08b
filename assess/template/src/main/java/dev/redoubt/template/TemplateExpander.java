package dev.redoubt.template;

import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.internal.DependencyCycles;
import dev.redoubt.template.internal.DeployedResources;
import dev.redoubt.template.internal.ExpansionContext;
import dev.redoubt.template.internal.TemplateDeployment;
import dev.redoubt.template.syntax.Template;
import java.util.LinkedHashMap;
import java.util.Map;

/// Evaluates a template into the resources that it would deploy.
public final class TemplateExpander {

  private TemplateExpander() {}

  /// Never throws for what the template contains: what cannot be evaluated is unknown, with a
  /// problem.
  ///
  /// @param parameters values by name, in any case; what is missing takes its default
  /// @param loader brings linked templates
  public static ExpandedTemplate expand(
      Template template,
      Map<String, Value> parameters,
      DeploymentSettings settings,
      TemplateLoader loader) {
    return LargeStackThread.call(
        () -> evaluate(template, parameters, new ExpansionContext(settings, loader)));
  }

  private static ExpandedTemplate evaluate(
      Template template, Map<String, Value> parameters, ExpansionContext run) {
    TemplateDeployment root = TemplateDeployment.root(run, template, parameters);
    DeployedResources deployed = new DeployedResources();
    Map<String, Value> outputs = new LinkedHashMap<>();
    root.expand(deployed, outputs);
    DependencyCycles.report(deployed.resources(), run);
    return new ExpandedTemplate(
        deployed.resources(), deployed.ofExtensions(), deployed.unknown(), outputs, run.problems());
  }
}
