package dev.redoubt.engine;

import dev.redoubt.estate.Estate;
import dev.redoubt.estate.EstateBuilder;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.workspace.DeploymentExpansion;
import dev.redoubt.workspace.DeploymentExpansion.ExpandedDeployment;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import dev.redoubt.workspace.WorkspaceSources.DeploymentGroup;
import java.util.ArrayList;
import java.util.List;

/// The estate of one deployment, or of several that are deployed together.
///
/// @param unknownDeployments the causes of nested deployments with unknown resources
record ExpandedGroup(DeploymentGroup group, Estate estate, List<UnknownCause> unknownDeployments) {

  ExpandedGroup {
    unknownDeployments = List.copyOf(unknownDeployments);
  }

  /// @param secrets receives the parts of the templates that may contain secrets
  static ExpandedGroup of(
      DeploymentGroup group,
      DeploymentExpansion expansions,
      SourceFiles files,
      UnjudgedSecrets secrets) {
    EstateBuilder builder = new EstateBuilder(files);
    List<UnknownCause> unknown = new ArrayList<>();
    for (Deployment deployment : group.deployments()) {
      ExpandedDeployment read = expansions.read(deployment);
      ExpandedTemplate expansion = read.expansion();
      builder.addResources(expansion.resources()).addProblems(expansion.problems());
      unknown.addAll(expansion.unknownDeployments());
      if (read.template() != null) {
        secrets.addTemplate(read.template());
      }
    }
    return new ExpandedGroup(group, builder.build(), unknown);
  }
}
