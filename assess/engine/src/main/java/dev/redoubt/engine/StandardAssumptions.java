package dev.redoubt.engine;

import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.WorkspaceSources;
import java.util.ArrayList;
import java.util.List;

/// What every answer takes for granted, a sentence each.
final class StandardAssumptions {

  private StandardAssumptions() {}

  static List<String> of(DeploymentSettings settings, WorkspaceSources sources) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add(
        "the templates are complete: what they do not declare is not there, and what the platform"
            + " adds (policies, inherited roles, central DNS) is not seen");
    assumptions.add(
        "a property that is left out has the default of its service, as far as a dated table"
            + " tells");
    assumptions.add("names and identities that are not known are all different from each other");
    if (settings.subscriptionId() == null || settings.resourceGroup() == null) {
      assumptions.add(
          "everything is deployed to one and the same place where `--subscription` and"
              + " `--resource-group` do not name it");
    }
    if (sources.deployments().size() > 1) {
      assumptions.add(
          sources.deployments().size() + " templates are deployed together, as one environment");
    }
    return assumptions;
  }
}
