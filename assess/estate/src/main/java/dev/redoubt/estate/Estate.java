package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All resources of one deployment, and the problems found while reading them.
///
/// Immutable. Each resource key occurs at most once.
///
/// If a part of the input was not read, the deployment may have resources that are not in the
/// estate. Then the absence of a resource proves nothing; see [#unread()].
public final class Estate {

  private final List<Resource> resources;
  private final List<Problem> problems;
  private final SourceFiles files;
  private final @Nullable UnknownCause unread;
  private final Map<ResourceKey, Resource> byKey;
  private final Map<ResourceType, List<Resource>> byType;
  private final Map<Below, ResourceHierarchy> hierarchies = new ConcurrentHashMap<>();

  /// A pair of types, one of which is below the other.
  private record Below(ResourceType inner, ResourceType outer) {}

  /// An estate of all resources of the deployment.
  ///
  /// @param resources in the order of declaration; of equal keys the first resource is kept
  public Estate(Collection<Resource> resources, List<Problem> problems, SourceFiles files) {
    this(resources, problems, files, null);
  }

  private Estate(
      Collection<Resource> resources,
      List<Problem> problems,
      SourceFiles files,
      @Nullable UnknownCause unread) {
    this.problems = List.copyOf(problems);
    this.files = files;
    this.unread = unread;
    this.byKey = LinkedHashMap.newLinkedHashMap(resources.size());
    for (Resource resource : resources) {
      byKey.putIfAbsent(resource.key(), resource);
    }
    this.resources = List.copyOf(byKey.values());
    Map<ResourceType, List<Resource>> types = new LinkedHashMap<>();
    for (Resource resource : this.resources) {
      types.computeIfAbsent(resource.type(), _ -> new ArrayList<>()).add(resource);
    }
    types.replaceAll((_, all) -> List.copyOf(all));
    this.byType = types;
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

  /// Why the deployment may have resources that are not in the estate: a module is missing, or a
  /// file has an error. Null if the estate has all of them.
  public @Nullable UnknownCause unread() {
    return unread;
  }

  /// The same resources, of a deployment of which a part was not read.
  ///
  /// @param cause why
  public Estate withUnread(UnknownCause cause) {
    return new Estate(resources, problems, files, cause);
  }

  /// The same deployment with other resources.
  public Estate withResources(Collection<Resource> others) {
    return new Estate(others, problems, files, unread);
  }

  /// Returns the resource with a key, or null.
  public @Nullable Resource find(ResourceKey key) {
    return byKey.get(key);
  }

  public List<Resource> ofType(ResourceType type) {
    return byType.getOrDefault(type, List.of());
  }

  /// Whether the deployment creates or changes the resource with a key.
  public boolean isManaged(ResourceKey key) {
    Resource resource = byKey.get(key);
    return resource != null && resource.managed();
  }

  /// Returns the resources of a type that are below another resource, and those of which this is
  /// unknown, in the order of declaration. Below are children and extension resources (locks,
  /// diagnostic settings, role assignments), and those of children. Takes time in proportion to the
  /// resources that it returns, so that asking for every resource of an estate is cheap.
  public List<Resource> mayBeBelow(ResourceKey outer, ResourceType type) {
    if (!isManaged(outer)) {
      // another resource may have the same identity
      return ofType(type);
    }
    return hierarchies
        .computeIfAbsent(
            new Below(type, outer.type()),
            pair -> new ResourceHierarchy(ofType(pair.inner), pair.outer, this))
        .below(outer);
  }
}
