package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.inventory.DeclaredRoleAssignment;
import dev.redoubt.findings.inventory.ResourceInventory;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.reporthtml.internal.InventorySection.Name;
import dev.redoubt.text.TextShortening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An identity with its declared role assignments.
///
/// @param name of its resource, if it has one, otherwise its object id or the expression for it
/// @param anchor of its resource in the inventory; empty if it is not there
/// @param trusts who may act as it through federation
public record IdentityView(
    String name,
    String kind,
    String anchor,
    List<Name> usedBy,
    List<String> trusts,
    List<Role> roles,
    Place place) {

  /// A longer expression does not help a reader.
  private static final int MAX_NAME = 80;

  /// A declared role assignment.
  ///
  /// @param condition empty if there is none
  public record Role(
      String role, String scope, String scopeAnchor, String condition, Place place) {}

  static List<IdentityView> all(ReportContext context, ResourceAnchors anchors) {
    ResourceInventory inventory = context.detail().inventory();
    Map<String, List<Role>> roles = new HashMap<>();
    for (DeclaredRoleAssignment each : inventory.roleAssignments()) {
      roles
          .computeIfAbsent(each.identity(), _ -> new ArrayList<>())
          .add(
              new Role(
                  each.role(),
                  each.scopeResource() == null
                      ? TextShortening.shorten(each.scope(), MAX_NAME)
                      : InventorySection.name(each.scopeResource(), anchors).text(),
                  anchors.of(each.scopeResource()),
                  each.condition() == null ? "" : each.condition(),
                  context.place(each.origin())));
    }
    return inventory.identities().stream()
        .map(
            each ->
                new IdentityView(
                    each.resource() == null
                        ? TextShortening.shorten(each.name(), MAX_NAME)
                        : FindingWording.name(each.resource()),
                    each.kind().word(),
                    anchors.of(each.resource()),
                    each.usedBy().stream().map(key -> InventorySection.name(key, anchors)).toList(),
                    each.trusts(),
                    roles.getOrDefault(each.id(), List.of()),
                    context.place(each.origin())))
        .toList();
  }
}
