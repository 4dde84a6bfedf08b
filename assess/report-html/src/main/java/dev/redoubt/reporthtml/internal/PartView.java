package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.inventory.InventoryItem;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.reporthtml.internal.InventorySection.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A model, a data set, a service or an agent, or several that differ in nothing but their names.
///
/// @param kind `model`, `data set`
/// @param facts publisher, version, authentication and details, one phrase each
/// @param place empty for several
public record PartView(
    String kind, List<Name> names, List<String> facts, List<Name> uses, Place place) {

  static List<PartView> all(ReportContext context, ResourceAnchors anchors) {
    return EqualRows.joined(
        context.assessment().inventory().stream().map(each -> of(each, context, anchors)).toList(),
        each -> List.of(each.kind(), each.facts(), each.uses()),
        PartView::names,
        (each, names) -> new PartView(each.kind(), names, each.facts(), each.uses(), Place.NONE));
  }

  private static PartView of(InventoryItem item, ReportContext context, ResourceAnchors anchors) {
    List<String> facts = new ArrayList<>();
    if (item.publisher() != null) {
      facts.add("publisher " + item.publisher());
    }
    boolean isVersioned =
        item.kind() == InventoryItem.Kind.MODEL || item.kind() == InventoryItem.Kind.DATA_SET;
    if (item.version() != null) {
      facts.add("version " + item.version());
    } else if (isVersioned) {
      facts.add("version unknown");
    }
    if (item.isAuthenticated() != null) {
      facts.add(item.isAuthenticated() ? "callers authenticate" : "no authentication of callers");
    }
    item.details().forEach((name, value) -> facts.add(name + " " + value));
    String name = item.name();
    return new PartView(
        item.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        List.of(
            new Name(
                name == null ? FindingWording.name(item.resource().key()) : name,
                anchors.of(item.resource().key()))),
        facts,
        item.uses().stream().map(each -> InventorySection.name(each, anchors)).toList(),
        context.place(item.resource().origin()));
  }
}
