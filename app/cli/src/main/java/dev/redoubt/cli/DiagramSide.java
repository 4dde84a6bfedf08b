package dev.redoubt.cli;

import dev.redoubt.engine.WorkloadDescription;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// One workload that is drawn or compared.
///
/// @param path the template or folder that the user named
record DiagramSide(Path path, Assessment assessment, WorkloadDescription description) {

  /// Whether everything could be read and evaluated.
  boolean isWhole() {
    return assessment.problems().stream()
        .noneMatch(problem -> problem.severity() == Problem.Severity.ERROR);
  }

  /// The pictures of one view by the name of the deployment.
  Map<String, WorkloadDiagram> diagrams(DiagramView view) {
    Map<String, WorkloadDiagram> diagrams = new LinkedHashMap<>();
    for (WorkloadDiagram diagram : description.diagrams(view, assessment.findings())) {
      diagrams.put(relative(diagram.deployment()), diagram);
    }
    return diagrams;
  }

  /// The id of a deployment, relative to the folder that the user named, so that two copies of a
  /// workload have the same names.
  private String relative(String id) {
    String folder = path.normalize().toString().replace('\\', '/');
    return !folder.isEmpty() && id.startsWith(folder + "/")
        ? id.substring(folder.length() + 1)
        : id;
  }
}
