package dev.redoubt.engine.diagram;

import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import java.util.List;

/// Makes the pictures of a deployment.
public final class WorkloadDiagrams {

  private WorkloadDiagrams() {}

  /// One picture.
  ///
  /// @param findings of the whole assessment
  public static WorkloadDiagram of(
      DeploymentFacts deployment, DiagramView view, List<Finding> findings) {
    Picture picture =
        switch (view) {
          case LAYERS -> LayersPicture.of(deployment);
          case NETWORK -> NetworkPicture.of(deployment);
          case IDENTITY -> IdentityPicture.of(deployment);
        };
    NodeGroups.apply(picture, WorkloadDiagram.MAX_NODES);
    return FinishedPicture.of(picture, view, new FindingMarkers(deployment.id(), findings));
  }
}
