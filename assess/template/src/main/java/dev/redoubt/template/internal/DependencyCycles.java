package dev.redoubt.template.internal;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds resources that wait for one another: Azure refuses such a template.
public final class DependencyCycles {

  private final Map<ResourceKey, Resource> byKey = new HashMap<>();
  private final Set<ResourceKey> done = new HashSet<>();
  private final Set<ResourceKey> waiting = new HashSet<>();
  private final ExpansionContext run;

  private DependencyCycles(ExpansionContext run) {
    this.run = run;
  }

  /// Reports each circle once, at one of its resources.
  public static void report(List<Resource> resources, ExpansionContext run) {
    DependencyCycles circles = new DependencyCycles(run);
    resources.forEach(resource -> circles.byKey.putIfAbsent(resource.key(), resource));
    resources.forEach(circles::visit);
  }

  private void visit(Resource resource) {
    if (!done.add(resource.key())) {
      return;
    }
    waiting.add(resource.key());
    for (ResourceKey key : resource.dependsOn()) {
      Resource before = byKey.get(key);
      if (before == null) {
        continue;
      }
      if (waiting.contains(key)) {
        run.report(
            Problem.error(
                "circular dependency: `%s` and `%s` depend on each other, directly or through other resources"
                    .formatted(resource.key().shortName(), key.shortName()),
                resource.origin()));
      } else {
        visit(before);
      }
    }
    waiting.remove(resource.key());
  }
}
