package dev.redoubt.findings.inventory;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceKey;
import java.util.List;

/// A resource that listens on a network.
///
/// @param reason what the exposure is based on: the deciding settings, one line
/// @param privateEndpoints the private endpoints that lead to it
/// @param authentication how callers authenticate, one phrase; empty if nothing is known
/// @param origin the location of the setting that decides, or of the resource
public record WorkloadEndpoint(
    ResourceKey key,
    Exposure exposure,
    String reason,
    List<ResourceKey> privateEndpoints,
    String authentication,
    Origin origin) {

  public WorkloadEndpoint {
    privateEndpoints = List.copyOf(privateEndpoints);
  }
}
