package dev.redoubt.engine;

import dev.redoubt.findings.Assessment.Deployment;
import dev.redoubt.template.deployment.DeploymentSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The assumptions that every assessment makes, one sentence each.
final class StandardAssumptions {

  /// Declarations that a sentence names.
  private static final int MAX_NAMES = 10;

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

  /// What conditions leave out, one sentence for each deployment that has some: other parameter
  /// values deploy what nobody has judged here.
  ///
  /// @param notDeployed the declarations by deployment
  static List<String> conditions(Map<String, Set<String>> notDeployed) {
    List<String> assumptions = new ArrayList<>();
    notDeployed.forEach(
        (deployment, names) -> {
          int more = names.size() - MAX_NAMES;
          if (!names.isEmpty()) {
            assumptions.add(
                "%d %s not judged, because a condition is false with these parameter values and defaults of `%s`: %s%s"
                    .formatted(
                        names.size(),
                        names.size() == 1 ? "declaration is" : "declarations are",
                        deployment,
                        names.stream()
                            .limit(MAX_NAMES)
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", ")),
                        more > 0 ? " and " + more + " more" : ""));
          }
        });
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
