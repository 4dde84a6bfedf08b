package dev.redoubt.server.gate;

import dev.redoubt.gate.ApprovalService;
import dev.redoubt.gate.EvidenceSubmission;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.gate.GateService;
import dev.redoubt.server.stores.RegistryStores;

/// The gate services that routes and pages use.
public record GateServices(
    RegistryStores stores,
    GatePolicy policy,
    GateService gates,
    ApprovalService approvals,
    EvidenceSubmission statements) {

  /// Creates the services.
  public static GateServices of(RegistryStores stores, GatePolicy policy) {
    return new GateServices(
        stores,
        policy,
        new GateService(stores.database(), stores.clock(), policy),
        new ApprovalService(stores.database(), stores.clock(), policy),
        new EvidenceSubmission(stores.database(), stores.clock(), policy));
  }
}
