package dev.redoubt.engine;

import dev.redoubt.findings.Assessment.Deployment;
import dev.redoubt.template.deployment.DeploymentSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The assumptions that every assessment makes, one sentence each.
final class StandardAssumptions {

  private StandardAssumptions() {}

  /// @param isPlatformUnknown whether the configuration declares nothing about the platform
  static List<String> of(
      DeploymentSettings settings, List<Deployment> deployments, boolean isPlatformUnknown) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add(
        "the templates are complete: resources that they do not declare do not exist, and "
            + (isPlatformUnknown
                ? "what the platform adds (policies, inherited roles, central DNS) is not"
                    + " considered"
                : "of what the platform adds, only what the configuration declares is considered"));
    assumptions.add(
        "a part of a deployment that was not read may declare further resources, but does not"
            + " change those that were read");
    assumptions.add(
        "an absent property has the default of its resource provider, according to a table of dated"
            + " defaults");
    assumptions.add("unknown names and identities all differ from each other");
    if (settings.subscriptionId() == null || settings.resourceGroup() == null) {
      assumptions.add(
          "all templates are deployed to the same subscription and resource group, unless"
              + " `--subscription` and `--resource-group` are given");
    }
    for (Deployment deployment : deployments) {
      if (deployment.joined() != null) {
        assumptions.add(
            "`%s` is one deployment of %d entry points, which are deployed together: %s"
                .formatted(deployment.id(), deployment.entryPoints().size(), deployment.joined()));
      }
    }
    contexts(deployments, assumptions);
    return assumptions;
  }

  /// One sentence per pair of deployments.
  private static void contexts(List<Deployment> deployments, List<String> assumptions) {
    Map<String, Integer> pairs = new LinkedHashMap<>();
    for (Deployment deployment : deployments) {
      for (Deployment.Context context : deployment.context()) {
        pairs.merge(
            "`%s` as declared by `%s`".formatted(deployment.id(), context.declaredBy()),
            1,
            Integer::sum);
      }
    }
    pairs.forEach(
        (pair, count) ->
            assumptions.add(
                "%d `existing` %s of %s, which deploys to the same scope"
                    .formatted(count, count == 1 ? "resource" : "resources", pair)));
  }
}
