package dev.redoubt.facts;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.UnknownCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of the resources of one deployment. Facts are computed when somebody asks for
/// them. Not thread-safe.
public final class DeploymentFacts {

  private final String id;
  private final Estate estate;
  private final Map<ResourceKey, ResourceFacts> byKey = new LinkedHashMap<>();
  private final Map<ResourceKey, List<ResourceFacts>> children = new LinkedHashMap<>();
  private final PropertyPaths paths = new PropertyPaths();
  private @Nullable HostNames hostNames;
  private @Nullable PrivateEndpoints privateEndpoints;

  private DeploymentFacts(String id, EvaluationEstate estate) {
    this.id = id;
    this.estate = estate.estate();
    for (Resource resource : this.estate.resources()) {
      ResourceFacts facts = new ResourceFacts(this, estate.view(resource));
      byKey.put(resource.key(), facts);
      ResourceKey parent = resource.key().parent();
      if (parent != null) {
        children.computeIfAbsent(parent, _ -> new ArrayList<>(2)).add(facts);
      }
    }
  }

  /// The facts of a deployment.
  ///
  /// @param id of the deployment
  public static DeploymentFacts of(String id, Estate declared) {
    return new DeploymentFacts(id, EvaluationEstate.predicted(declared));
  }

  public String id() {
    return id;
  }

  /// All resources in the order of declaration, then those that services create themselves or that
  /// are declared inside of others.
  public List<ResourceFacts> resources() {
    return List.copyOf(byKey.values());
  }

  /// The resource with a key; null if the deployment neither has nor names it.
  public @Nullable ResourceFacts find(ResourceKey key) {
    return byKey.get(key);
  }

  /// The resources of a type.
  public List<ResourceFacts> ofType(ResourceType type) {
    return estate.ofType(type).stream().map(each -> fact(each.key())).toList();
  }

  private ResourceFacts fact(ResourceKey key) {
    ResourceFacts found = byKey.get(key);
    if (found == null) {
      throw new IllegalStateException("`" + key + "` is not in the estate");
    }
    return found;
  }

  /// The children of a resource.
  public List<ResourceFacts> childrenOf(ResourceKey parent) {
    return children.getOrDefault(parent, List.of());
  }

  /// Why the deployment may have resources that were not read; null if all were.
  public @Nullable UnknownCause unread() {
    return estate.unread();
  }

  /// The private endpoints of the deployment.
  public PrivateEndpoints privateEndpoints() {
    PrivateEndpoints known = privateEndpoints;
    if (known == null) {
      known = PrivateEndpoints.of(this);
      privateEndpoints = known;
    }
    return known;
  }

  PropertyPaths paths() {
    return paths;
  }

  HostNames hostNames() {
    HostNames known = hostNames;
    if (known == null) {
      known = new HostNames(byKey.values());
      hostNames = known;
    }
    return known;
  }
}
