package dev.redoubt.template;

import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.internal.DependencyCircles;
import dev.redoubt.template.internal.Deployed;
import dev.redoubt.template.internal.Deployment;
import dev.redoubt.template.internal.Run;
import dev.redoubt.template.syntax.Template;
import java.util.LinkedHashMap;
import java.util.Map;

/// Evaluates a template into the resources that it would deploy.
public final class Expander {

  private Expander() {}

  /// Never throws for what the template contains: what cannot be evaluated is unknown, with a
  /// problem.
  ///
  /// @param parameters values by name, in any case; what is missing takes its default
  /// @param loader brings linked templates
  public static Expansion expand(
      Template template,
      Map<String, Value> parameters,
      DeploymentSettings settings,
      TemplateLoader loader) {
    return LargeStack.call(() -> evaluate(template, parameters, new Run(settings, loader)));
  }

  private static Expansion evaluate(Template template, Map<String, Value> parameters, Run run) {
    Deployment root = Deployment.root(run, template, parameters);
    Deployed deployed = new Deployed();
    Map<String, Value> outputs = new LinkedHashMap<>();
    root.expand(deployed, outputs);
    DependencyCircles.report(deployed.resources(), run);
    return new Expansion(
        deployed.resources(), deployed.ofExtensions(), deployed.unknown(), outputs, run.problems());
  }
}
