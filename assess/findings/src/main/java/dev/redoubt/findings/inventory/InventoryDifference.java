package dev.redoubt.findings.inventory;

import dev.redoubt.estate.ResourceKey;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What differs between the resources of two workloads, or of two versions of one. Resources are
/// matched by their ids; where they are declared does not matter.
///
/// @param changes added and changed resources in the order of the new workload, then removed ones
public record InventoryDifference(List<ResourceChange> changes) {

  public InventoryDifference {
    changes = List.copyOf(changes);
  }

  /// How a resource differs.
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED;

    /// The word used in reports: `added`, `removed`, `changed`.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A resource that differs.
  ///
  /// @param settings what differs of a changed resource
  public record ResourceChange(ResourceKey key, Kind kind, List<SettingChange> settings) {
    public ResourceChange {
      settings = List.copyOf(settings);
    }
  }

  /// A setting that differs. Secrets are compared, and their texts are replaced.
  ///
  /// @param path `apiVersion`, `condition`, or the path of a property: `properties.subnets[0].name`
  /// @param old null if it was not set
  /// @param now null if it is not set any more
  public record SettingChange(String path, @Nullable String old, @Nullable String now) {}
}
