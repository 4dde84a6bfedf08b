package dev.redoubt.findings.detail;

import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.ResourceInventory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What reports for people show beside the findings.
///
/// @param revision null if the files are in no repository
/// @param statements what persons state about provisions
/// @param excerpts by the id of the finding; a finding whose file cannot be read has none
/// @param changes by the id of the finding: its fix in the unified format of `diff -u`, with texts
///   that look like secrets replaced; empty if it is left out, because those of many findings are
///   alike; a finding without exact fix has none
public record AssessmentDetail(
    ResourceInventory inventory,
    List<WorkloadDiagram> diagrams,
    List<FrameworkDescription> frameworks,
    List<ProvisionStatement> statements,
    @Nullable SourceRevision revision,
    Map<String, SourceExcerpt> excerpts,
    Map<String, String> changes) {

  public AssessmentDetail {
    diagrams = List.copyOf(diagrams);
    frameworks = List.copyOf(frameworks);
    statements = List.copyOf(statements);
    excerpts = Map.copyOf(excerpts);
    changes = Map.copyOf(changes);
  }

  /// Nothing beside the findings.
  public static final AssessmentDetail NONE =
      new AssessmentDetail(
          ResourceInventory.EMPTY, List.of(), List.of(), List.of(), null, Map.of(), Map.of());
}
