package dev.redoubt.template.internal;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds resources that several nested deployments deploy in a certain order: one deployment
/// depends on the other. The later one updates the resource.
public final class RepeatedDeployments {

  /// A resource that is declared more often is left without order. Real templates declare one
  /// twice, rarely three times; the order of each pair is a search.
  private static final int MAX_DECLARATIONS = 8;

  private final DeployedResources deployed;

  private RepeatedDeployments(DeployedResources deployed) {
    this.deployed = deployed;
  }

  /// Returns all resources. Declarations of one resource are in the order of their deployment, and
  /// all but the first are [redeployments][Resource#isRedeployment], if the order is certain.
  public static List<Resource> inOrder(DeployedResources deployed) {
    List<Resource> resources = new ArrayList<>(deployed.resources());
    Map<ResourceKey, List<Integer>> positions = new HashMap<>();
    for (int i = 0; i < resources.size(); i++) {
      if (resources.get(i).managed()) {
        positions.computeIfAbsent(resources.get(i).key(), _ -> new ArrayList<>(1)).add(i);
      }
    }
    RepeatedDeployments repeated = new RepeatedDeployments(deployed);
    for (List<Integer> same : positions.values()) {
      if (same.size() > 1 && same.size() <= MAX_DECLARATIONS) {
        repeated.order(same, resources);
      }
    }
    return resources;
  }

  private void order(List<Integer> positions, List<Resource> resources) {
    for (int position : positions) {
      if (resources.get(position).existence() instanceof ResourceExistence.Repeated) {
        return;
      }
    }
    List<Integer> ordered = new ArrayList<>();
    for (int position : positions) {
      int at = ordered.size();
      while (at > 0 && precedes(position, ordered.get(at - 1))) {
        at--;
      }
      ordered.add(at, position);
    }
    for (int i = 1; i < ordered.size(); i++) {
      if (!precedes(ordered.get(i - 1), ordered.get(i))) {
        return;
      }
    }
    for (int i = 0; i < ordered.size(); i++) {
      Resource resource = deployed.resources().get(ordered.get(i));
      resources.set(positions.get(i), i == 0 ? resource : resource.asRedeployment());
    }
  }

  private boolean precedes(int first, int second) {
    List<DeclaredResource> left = path(deployed.declared().get(first));
    List<DeclaredResource> right = path(deployed.declared().get(second));
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      if (!left.get(i).equals(right.get(i))) {
        return dependsOn(right.get(i), left.get(i).key());
      }
    }
    return false;
  }

  /// The nested deployments that contain a resource, outermost first, then the resource.
  private static List<DeclaredResource> path(DeclaredResource resource) {
    Deque<DeclaredResource> path = new ArrayDeque<>();
    for (DeclaredResource here = resource; here != null; here = here.deployment().source()) {
      path.addFirst(here);
    }
    return List.copyOf(path);
  }

  /// Whether a declaration waits for another one of its template. A declaration that may be absent
  /// passes nothing on: Azure then removes the dependency.
  private static boolean dependsOn(DeclaredResource resource, ResourceKey wanted) {
    Map<ResourceKey, DeclaredResource> byKey = new HashMap<>();
    resource.deployment().declared().forEach(each -> byKey.putIfAbsent(each.key(), each));
    Set<ResourceKey> seen = new HashSet<>();
    Deque<DeclaredResource> open = new ArrayDeque<>(List.of(resource));
    while (!open.isEmpty()) {
      for (ResourceKey key : DependsOnResolver.of(open.removeFirst())) {
        if (key.equals(wanted)) {
          return true;
        }
        DeclaredResource next = byKey.get(key);
        if (next != null && isCertain(next) && seen.add(key)) {
          open.add(next);
        }
      }
    }
    return false;
  }

  private static boolean isCertain(DeclaredResource resource) {
    return resource.presence() instanceof DeclaredResource.Presence.Possible(var existence)
        && existence instanceof ResourceExistence.Certain;
  }
}
