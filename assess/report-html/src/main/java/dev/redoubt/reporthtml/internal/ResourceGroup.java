package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.inventory.LifecycleStage;
import java.util.List;

/// The resources of one type. Settings that all of them have are listed once.
///
/// @param type with the API version of the first of them; resources with another one name it
/// @param shared what all resources that the deployments manage have in common; empty for one
/// @param sharedBy the number of these resources
public record ResourceGroup(
    String type,
    LifecycleStage stage,
    List<SettingView> shared,
    int sharedBy,
    List<ResourceView> resources) {

  /// One setting.
  ///
  /// @param path without `properties.`; a path outside of the properties begins with a dot
  /// @param source the word for where it comes from
  /// @param basis the number of what it rests on; 0 for none
  /// @param at where it is declared: `line 12`, or a file if it is not that of the resource
  public record SettingView(String path, String value, String source, int basis, String at) {}

  /// One resource.
  ///
  /// @param note symbol, API version, condition, deployments, location
  public record ResourceView(
      String anchor,
      String name,
      boolean isExisting,
      String note,
      Place place,
      List<SettingView> settings) {}
}
