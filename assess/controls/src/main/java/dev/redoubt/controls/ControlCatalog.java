package dev.redoubt.controls;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.policy.PolicyEvaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The catalog of all controls. The resource `index` lists their folders, in the order in which
/// findings of equal severity are reported.
public final class ControlCatalog {

  private final List<Control> controls;

  private ControlCatalog(List<Control> controls) {
    this.controls = List.copyOf(controls);
  }

  /// Loads the built-in controls.
  public static ControlCatalog load() {
    try (CatalogResources files = CatalogResources.open()) {
      ControlReader reader = new ControlReader(files);
      return new ControlCatalog(ids(files).map(reader::read).toList());
    }
  }

  private static Stream<String> ids(CatalogResources files) {
    return files.text("index").lines();
  }

  public List<Control> controls() {
    return controls;
  }

  /// The descriptions of the controls, in the order of the catalog.
  public List<ControlDescription> infos() {
    return controls.stream().map(Control::info).toList();
  }

  /// The control with the id, or null.
  public @Nullable Control find(String id) {
    return controls.stream()
        .filter(control -> control.info().id().equals(id))
        .findFirst()
        .orElse(null);
  }

  /// Evaluates every resource that the deployment creates or changes, with its effective
  /// properties. Returns one finding per control and resource that it applies to, including passes.
  ///
  /// @return worst first, then in the order of the catalog, then of the deployment
  public List<Finding> evaluate(Estate estate) {
    EvaluationEstate predicted = EvaluationEstate.predicted(estate);
    List<Resource> resources = predicted.estate().managed();
    FindingFactory judge = new FindingFactory(new PolicyEvaluator(predicted));
    List<Finding> findings = new ArrayList<>();
    for (Control control : controls) {
      Map<ResourceType, Boolean> concerned = new HashMap<>();
      for (Resource resource : resources) {
        boolean may =
            concerned.computeIfAbsent(
                resource.type(), _ -> judge.mayConcernType(control, resource));
        Finding finding = may ? judge.judge(control, resource) : null;
        if (finding != null) {
          findings.add(finding);
        }
      }
    }
    findings.sort(FindingFactory.WORST_FIRST);
    return findings;
  }
}
