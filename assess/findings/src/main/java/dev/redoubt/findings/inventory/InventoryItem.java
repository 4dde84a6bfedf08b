package dev.redoubt.findings.inventory;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A part of an AI workload, as bills of materials list it.
///
/// @param name the name as the field knows it, such as that of a model; null for the name of the
///   resource
/// @param publisher who publishes it; null if unknown
/// @param version null if unknown before deployment
/// @param isAuthenticated whether callers must authenticate; null if unknown
/// @param details other known facts, by name
/// @param uses the resources that it uses or belongs to
/// @param deployments the ids of the deployments that have it
public record InventoryItem(
    Kind kind,
    Resource resource,
    @Nullable String name,
    @Nullable String publisher,
    @Nullable String version,
    @Nullable Boolean isAuthenticated,
    SortedMap<String, String> details,
    List<ResourceKey> uses,
    List<String> deployments) {

  public InventoryItem {
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    uses = List.copyOf(uses);
    deployments = List.copyOf(deployments);
  }

  /// The kind of a part.
  public enum Kind {
    MODEL,
    DATA_SET,
    SERVICE,
    /// A program that acts with a model.
    AGENT
  }

  /// An item without details that only some kinds have.
  public static InventoryItem of(
      Kind kind, Resource resource, Map<String, String> details, List<ResourceKey> uses) {
    return new InventoryItem(
        kind, resource, null, null, null, null, new TreeMap<>(details), uses, List.of());
  }

  /// A copy that is also in these deployments.
  public InventoryItem inDeployments(List<String> ids) {
    return new InventoryItem(
        kind, resource, name, publisher, version, isAuthenticated, details, uses, ids);
  }
}
