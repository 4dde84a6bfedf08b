package dev.redoubt.reporthtml.internal;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.findings.inventory.InventoryResource;
import dev.redoubt.findings.inventory.ResourceInventory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ids of the elements of resources in the inventory.
final class ResourceAnchors {

  private final Map<ResourceKey, String> anchors = new HashMap<>();

  private ResourceAnchors() {}

  static ResourceAnchors of(ResourceInventory inventory) {
    ResourceAnchors all = new ResourceAnchors();
    int number = 0;
    for (InventoryResource each : inventory.resources()) {
      all.anchors.putIfAbsent(each.key(), at(number++));
    }
    return all;
  }

  /// The id of the resource with this number in the inventory.
  static String at(int number) {
    return "r" + number;
  }

  /// Of a resource that is listed several times, the first one; empty if it is not listed.
  String of(@Nullable ResourceKey key) {
    return key == null ? "" : anchors.getOrDefault(key, "");
  }
}
