package dev.redoubt.findings.inventory;

import java.util.List;

/// Everything that the deployments of a workload would create, in the order of the deployments and
/// of the declarations in them. A resource that several deployments have is listed once if its
/// settings are equal, otherwise once for each deployment.
///
/// @param notes what the inventory does not tell and why, one sentence each
public record ResourceInventory(
    List<InventoryResource> resources,
    List<WorkloadIdentity> identities,
    List<DeclaredRoleAssignment> roleAssignments,
    List<DataStore> dataStores,
    List<WorkloadEndpoint> endpoints,
    List<String> notes) {

  /// Nothing.
  public static final ResourceInventory EMPTY =
      new ResourceInventory(List.of(), List.of(), List.of(), List.of(), List.of());

  public ResourceInventory {
    resources = List.copyOf(resources);
    identities = List.copyOf(identities);
    roleAssignments = List.copyOf(roleAssignments);
    dataStores = List.copyOf(dataStores);
    endpoints = List.copyOf(endpoints);
    notes = List.copyOf(notes);
  }

  /// An inventory without notes.
  public ResourceInventory(
      List<InventoryResource> resources,
      List<WorkloadIdentity> identities,
      List<DeclaredRoleAssignment> roleAssignments,
      List<DataStore> dataStores,
      List<WorkloadEndpoint> endpoints) {
    this(resources, identities, roleAssignments, dataStores, endpoints, List.of());
  }
}
