package dev.redoubt.findings.inventory;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A resource that a deployment would create or change, or that it refers to.
///
/// @param symbol the symbolic name in the template; empty without one
/// @param apiVersion empty if none is given
/// @param isExisting whether the deployment only refers to it, so that its settings are not known
/// @param condition the expression on which its existence or number depends; null if it is certain
/// @param origin where it is declared
/// @param deployments the ids of the deployments that have it
/// @param settings sorted by path
public record InventoryResource(
    ResourceKey key,
    String symbol,
    String apiVersion,
    LifecycleStage stage,
    boolean isExisting,
    @Nullable String condition,
    Origin origin,
    List<String> deployments,
    List<EffectiveSetting> settings) {

  public InventoryResource {
    deployments = List.copyOf(deployments);
    settings = List.copyOf(settings);
  }
}
