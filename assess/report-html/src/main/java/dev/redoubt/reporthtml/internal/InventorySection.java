package dev.redoubt.reporthtml.internal;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.findings.inventory.DataStore;
import dev.redoubt.findings.inventory.Exposure;
import dev.redoubt.findings.inventory.ResourceInventory;
import dev.redoubt.findings.inventory.WorkloadEndpoint;
import dev.redoubt.findings.result.FindingWording;
import java.util.List;

/// Everything that the deployments would create.
///
/// @param notes what the inventory does not tell and why
/// @param bases what settings that are not declared rest on, each once; settings have their numbers
/// @param resourceCount the number of resources of the assessment
public record InventorySection(
    int resourceCount,
    List<ResourceGroup> groups,
    List<IdentityView> identities,
    List<Store> stores,
    List<Endpoint> endpoints,
    List<PartView> parts,
    List<String> bases,
    List<String> notes) {

  /// The name of a resource with a link to its settings.
  ///
  /// @param anchor empty if it is not listed
  public record Name(String text, String anchor) {}

  /// A data store, or several that differ in nothing but their names.
  ///
  /// @param place empty for several
  public record Store(List<Name> names, DataStore store, String style, Place place) {
    private List<?> facts() {
      return List.of(
          store.key().type(),
          store.classification(),
          store.classifiedBy(),
          store.encryption(),
          store.exposure());
    }

    private Store of(List<Name> all) {
      return new Store(all, store, style, Place.NONE);
    }
  }

  /// An endpoint, or several that differ in nothing but their names.
  ///
  /// @param place empty for several
  public record Endpoint(
      List<Name> names, WorkloadEndpoint endpoint, String style, List<Name> links, Place place) {
    private List<?> facts() {
      return List.of(
          endpoint.key().type(),
          endpoint.exposure(),
          endpoint.reason(),
          links,
          endpoint.authentication());
    }

    private Endpoint of(List<Name> all) {
      return new Endpoint(all, endpoint, style, links, Place.NONE);
    }
  }

  static InventorySection of(ReportContext context) {
    ResourceInventory inventory = context.detail().inventory();
    ResourceAnchors anchors = ResourceAnchors.of(inventory);
    SettingBases bases = new SettingBases();
    List<ResourceGroup> groups = ResourceGroups.of(context, bases);
    return new InventorySection(
        context.assessment().resourceCount(),
        groups,
        IdentityView.all(context, anchors),
        EqualRows.joined(
            inventory.dataStores().stream().map(each -> store(each, anchors, context)).toList(),
            Store::facts,
            Store::names,
            Store::of),
        EqualRows.joined(
            inventory.endpoints().stream().map(each -> endpoint(each, anchors, context)).toList(),
            Endpoint::facts,
            Endpoint::names,
            Endpoint::of),
        PartView.all(context, anchors),
        bases.all(),
        inventory.notes());
  }

  private static Store store(DataStore store, ResourceAnchors anchors, ReportContext context) {
    return new Store(
        List.of(name(store.key(), anchors)),
        store,
        style(store.exposure()),
        context.place(store.origin()));
  }

  private static Endpoint endpoint(
      WorkloadEndpoint endpoint, ResourceAnchors anchors, ReportContext context) {
    return new Endpoint(
        List.of(name(endpoint.key(), anchors)),
        endpoint,
        style(endpoint.exposure()),
        endpoint.privateEndpoints().stream().map(each -> name(each, anchors)).toList(),
        context.place(endpoint.origin()));
  }

  static Name name(ResourceKey key, ResourceAnchors anchors) {
    return new Name(key.type().lastSegment() + " " + FindingWording.name(key), anchors.of(key));
  }

  private static String style(Exposure exposure) {
    return switch (exposure) {
      case PUBLIC -> "fail";
      case RESTRICTED -> "medium";
      case PRIVATE -> "pass";
      case UNKNOWN -> "unknown";
      case NONE -> "exempt";
    };
  }

  /// Whether the inventory is missing although there are resources.
  public boolean isMissing() {
    return groups.isEmpty() && resourceCount > 0;
  }
}
