package dev.redoubt.server.ledger;

import dev.redoubt.http.route.Route;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.server.stores.RegistryStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The routes of the ledger.
public final class LedgerRoutes {

  private LedgerRoutes() {}

  /// Returns the routes.
  ///
  /// @param folder of the same ledger
  public static List<Route> of(RegistryStores stores, LedgerReader reader, Path folder) {
    List<Route> all = new ArrayList<>(new TileEndpoints(folder).all());
    all.addAll(new VersionHistoryEndpoints(stores, reader).all());
    return all;
  }
}
