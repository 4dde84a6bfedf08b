package dev.redoubt.engine;

import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.WorkspaceSources;
import java.util.ArrayList;
import java.util.List;

/// The assumptions that every assessment makes, one sentence each.
final class StandardAssumptions {

  private StandardAssumptions() {}

  static List<String> of(DeploymentSettings settings, WorkspaceSources sources) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add(
        "the templates are complete: resources that they do not declare do not exist, and what the"
            + " platform adds (policies, inherited roles, central DNS) is not considered");
    assumptions.add(
        "an absent property has the default of its resource provider, according to a table of dated"
            + " defaults");
    assumptions.add("unknown names and identities all differ from each other");
    if (settings.subscriptionId() == null || settings.resourceGroup() == null) {
      assumptions.add(
          "all templates are deployed to the same subscription and resource group, unless"
              + " `--subscription` and `--resource-group` are given");
    }
    if (sources.deployments().size() > 1) {
      assumptions.add(
          sources.deployments().size() + " templates are deployed together as one environment");
    }
    return assumptions;
  }
}
