package dev.redoubt.server.gate;

import dev.redoubt.gate.Approvals;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.gate.Gates;
import dev.redoubt.gate.Statements;
import dev.redoubt.server.stores.Stores;

/// What is known of versions, and who adds to it.
public record GateStores(
    Stores stores, GatePolicy policy, Gates gates, Approvals approvals, Statements statements) {

  /// Those of a database.
  public static GateStores of(Stores stores, GatePolicy policy) {
    return new GateStores(
        stores,
        policy,
        new Gates(stores.database(), stores.clock(), policy),
        new Approvals(stores.database(), stores.clock(), policy),
        new Statements(stores.database(), stores.clock(), policy));
  }
}
