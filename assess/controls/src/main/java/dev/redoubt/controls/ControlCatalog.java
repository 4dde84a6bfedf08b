package dev.redoubt.controls;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.policy.PolicyEvaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The catalog of all controls. The resource `index` lists their folders, in the order in which
/// findings of equal severity are reported.
public final class ControlCatalog {

  /// A resource of a type that no control knows. A control that applies to it applies to resources
  /// of any type, so it says nothing about the security of a particular one.
  private static final Resource OF_NO_PROVIDER =
      new Resource(
          new ResourceKey(
              ResourceScope.Tenant.ROOT,
              ResourceType.of("Redoubt.None/none"),
              List.of(NameSegment.literal("none"))),
          "",
          ObjectValue.EMPTY,
          ResourceExistence.Certain.CERTAIN,
          true,
          List.of(),
          Origin.NONE);

  private final FutureTask<List<Control>> loading;

  private ControlCatalog(FutureTask<List<Control>> loading) {
    this.loading = loading;
  }

  /// Loads the built-in controls.
  public static ControlCatalog load() {
    FutureTask<List<Control>> loading = new FutureTask<>(ControlCatalog::read);
    loading.run();
    return new ControlCatalog(loading);
  }

  /// Loads the built-in controls on a thread of its own; the first method that needs them waits for
  /// it. For a command that has other work to do in the meantime.
  public static ControlCatalog loadInBackground() {
    FutureTask<List<Control>> loading = new FutureTask<>(ControlCatalog::read);
    Thread thread = new Thread(loading, "control-catalog");
    thread.setDaemon(true);
    thread.start();
    return new ControlCatalog(loading);
  }

  /// The same catalog with other settings. The controls are changed when they are first needed.
  public ControlCatalog with(CatalogSettings settings) {
    if (settings.equals(CatalogSettings.NONE)) {
      return this;
    }
    FutureTask<List<Control>> changing =
        new FutureTask<>(() -> new ConfiguredControls(settings).of(controls()));
    changing.run();
    return new ControlCatalog(changing);
  }

  private static List<Control> read() {
    try (CatalogResources files = CatalogResources.open()) {
      ControlReader reader = new ControlReader(files);
      return ids(files).map(reader::read).toList();
    }
  }

  private static Stream<String> ids(CatalogResources files) {
    return files.text("index").lines();
  }

  public List<Control> controls() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return loading.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the catalog cannot be read", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// The descriptions of the controls, in the order of the catalog.
  public List<ControlDescription> descriptions() {
    return controls().stream().map(Control::info).toList();
  }

  /// The control with the id, or null.
  public @Nullable Control find(String id) {
    return controls().stream()
        .filter(control -> control.info().id().equals(id))
        .findFirst()
        .orElse(null);
  }

  /// Evaluates every resource that the deployment creates or changes, with its effective
  /// properties. Returns one finding per control and resource that it applies to, including passes;
  /// worst first, then in the order of the catalog, then of the deployment.
  public CatalogResult evaluate(Estate estate) {
    return evaluate(estate, _ -> true);
  }

  /// The same for the controls with these ids; the result says nothing about uncovered resources of
  /// the others.
  public CatalogResult evaluate(Estate estate, Predicate<String> wanted) {
    EvaluationEstate predicted = EvaluationEstate.predicted(estate);
    List<Resource> resources = predicted.estate().managed();
    FindingFactory judge = new FindingFactory(new PolicyEvaluator(predicted));
    List<Finding> findings = new ArrayList<>();
    Set<ResourceType> covered = new HashSet<>();
    for (Control control : controls()) {
      if (!wanted.test(control.info().id())) {
        continue;
      }
      boolean isForAnyType = judge.mayConcernType(control, OF_NO_PROVIDER);
      Map<ResourceType, Boolean> concerned = new HashMap<>();
      for (Resource resource : resources) {
        boolean may =
            concerned.computeIfAbsent(
                resource.type(), _ -> judge.mayConcernType(control, resource));
        if (may && !isForAnyType && control.isBuiltIn()) {
          covered.add(resource.type());
        }
        Finding finding = may ? judge.judge(control, resource) : null;
        if (finding != null) {
          findings.add(finding);
        }
      }
    }
    findings.sort(FindingFactory.WORST_FIRST);
    return new CatalogResult(findings, uncovered(resources, covered));
  }

  private static List<Resource> uncovered(List<Resource> resources, Set<ResourceType> covered) {
    return resources.stream()
        .filter(resource -> !isCovered(resource.type(), covered))
        .filter(resource -> !SupportingTypes.contains(resource.type()))
        .toList();
  }

  /// Whether a control covers the type or the type of the resource that it is a part of.
  private static boolean isCovered(ResourceType type, Set<ResourceType> covered) {
    ResourceType parent = type.parent();
    return covered.contains(type) || (parent != null && isCovered(parent, covered));
  }
}
