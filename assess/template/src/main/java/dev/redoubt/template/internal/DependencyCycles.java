package dev.redoubt.template.internal;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds circular dependencies between resources; Azure rejects such a template.
public final class DependencyCycles {

  private final Map<ResourceKey, Resource> byKey = new HashMap<>();
  private final Set<ResourceKey> done = new HashSet<>();
  private final Set<ResourceKey> inProgress = new HashSet<>();
  private final ExpansionContext context;

  private DependencyCycles(ExpansionContext context) {
    this.context = context;
  }

  /// Reports each cycle once, at one of its resources.
  public static void report(List<Resource> resources, ExpansionContext context) {
    DependencyCycles cycles = new DependencyCycles(context);
    resources.forEach(resource -> cycles.byKey.putIfAbsent(resource.key(), resource));
    resources.forEach(cycles::visit);
  }

  private void visit(Resource resource) {
    if (!done.add(resource.key())) {
      return;
    }
    inProgress.add(resource.key());
    for (ResourceKey key : resource.dependsOn()) {
      Resource dependency = byKey.get(key);
      if (dependency == null) {
        continue;
      }
      if (inProgress.contains(key)) {
        context.report(
            Problem.error(
                "circular dependency: `%s` and `%s` depend on each other, directly or through other resources"
                    .formatted(resource.key().shortName(), key.shortName()),
                resource.origin()));
      } else {
        visit(dependency);
      }
    }
    inProgress.remove(resource.key());
  }
}
