package dev.redoubt.template;

import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.internal.DependencyCycles;
import dev.redoubt.template.internal.DeployedResources;
import dev.redoubt.template.internal.ExpansionContext;
import dev.redoubt.template.internal.RepeatedDeployments;
import dev.redoubt.template.internal.TemplateDeployment;
import dev.redoubt.template.syntax.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Evaluates a template into the resources that it would deploy.
public final class TemplateExpander {

  private TemplateExpander() {}

  /// Expands a template. Never throws because of the template's content: an expression that cannot
  /// be evaluated becomes unknown, with a problem.
  ///
  /// @param parameters values by name, ignoring case; a missing parameter takes its default value
  /// @param loader loads linked templates
  public static ExpandedTemplate expand(
      Template template,
      Map<String, Value> parameters,
      DeploymentSettings settings,
      TemplateLoader loader) {
    return LargeStackThread.call(
        () -> evaluate(template, parameters, new ExpansionContext(settings, loader)));
  }

  private static ExpandedTemplate evaluate(
      Template template, Map<String, Value> parameters, ExpansionContext context) {
    TemplateDeployment root = TemplateDeployment.root(context, template, parameters);
    DeployedResources deployed = new DeployedResources();
    Map<String, Value> outputs = new LinkedHashMap<>();
    root.expand(deployed, outputs);
    deployed.unknown().addAll(context.omitted());
    DependencyCycles.report(deployed.resources(), context);
    return new ExpandedTemplate(
        RepeatedDeployments.inOrder(deployed),
        deployed.extensionResources(),
        deployed.unknown(),
        List.copyOf(deployed.notDeployed()),
        outputs,
        context.problems());
  }
}
