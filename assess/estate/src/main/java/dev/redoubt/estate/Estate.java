package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All resources of one deployment, and the problems found while reading them.
///
/// Immutable. Each resource key occurs at most once.
public final class Estate {

  private final List<Resource> resources;
  private final List<Problem> problems;
  private final SourceFiles files;
  private final Map<ResourceKey, Resource> byKey;
  private final Map<ResourceType, List<Resource>> byType;
  private final Map<ResourceKey, List<Resource>> byParent;
  private final Map<ResourceKey, List<Resource>> byExtended;

  /// @param resources in the order of declaration; of equal keys the first resource is kept
  public Estate(Collection<Resource> resources, List<Problem> problems, SourceFiles files) {
    this.problems = List.copyOf(problems);
    this.files = files;
    this.byKey = LinkedHashMap.newLinkedHashMap(resources.size());
    for (Resource resource : resources) {
      byKey.putIfAbsent(resource.key(), resource);
    }
    this.resources = List.copyOf(byKey.values());
    this.byType = new LinkedHashMap<>();
    this.byParent = new LinkedHashMap<>();
    this.byExtended = new LinkedHashMap<>();
    for (Resource resource : this.resources) {
      byType.computeIfAbsent(resource.type(), _ -> new ArrayList<>()).add(resource);
      ResourceKey parent = resource.key().parent();
      if (parent != null) {
        byParent.computeIfAbsent(parent, _ -> new ArrayList<>()).add(resource);
      }
      if (resource.key().scope() instanceof ResourceScope.Resource(var extended)) {
        byExtended.computeIfAbsent(extended, _ -> new ArrayList<>()).add(resource);
      }
    }
  }

  /// Returns all resources in the order of declaration, including `existing` ones.
  public List<Resource> resources() {
    return resources;
  }

  /// Returns the resources that the deployment creates or changes.
  public List<Resource> managed() {
    return resources.stream().filter(Resource::managed).toList();
  }

  public List<Problem> problems() {
    return problems;
  }

  public SourceFiles files() {
    return files;
  }

  /// Returns the resource with a key, or null.
  public @Nullable Resource find(ResourceKey key) {
    return byKey.get(key);
  }

  public List<Resource> ofType(ResourceType type) {
    return List.copyOf(byType.getOrDefault(type, List.of()));
  }

  /// Returns the direct children of a resource that are declared as separate resources.
  public List<Resource> childrenOf(ResourceKey key) {
    return List.copyOf(byParent.getOrDefault(key, List.of()));
  }

  /// Returns the extension resources of a resource: locks, diagnostic settings, role assignments.
  public List<Resource> extensionsOf(ResourceKey key) {
    return List.copyOf(byExtended.getOrDefault(key, List.of()));
  }
}
