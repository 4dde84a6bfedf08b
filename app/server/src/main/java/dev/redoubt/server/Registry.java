package dev.redoubt.server;

import dev.redoubt.access.Access;
import dev.redoubt.http.route.Denial;
import dev.redoubt.http.route.Face;
import dev.redoubt.http.route.Identification;
import dev.redoubt.http.route.Rights;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.Routes;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.server.artifact.ArtifactRoutes;
import dev.redoubt.server.keeping.KeepingRoutes;
import dev.redoubt.server.mlflow.MlflowRoutes;
import dev.redoubt.server.stores.Stores;
import dev.redoubt.store.outbox.Event;
import dev.redoubt.store.outbox.EventBody;
import dev.redoubt.store.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;

/// What the server serves: the stores, the rules, and the routes that lead to them.
public final class Registry {

  /// In bytes. Whoever was about to put parts when the server was started anew begins again.
  private static final int UPLOAD_KEY = 32;

  private final Stores stores;
  private final Identification identification;
  private final Access access;
  private final Routes routes;
  private final Face face;

  /// A registry.
  ///
  /// @param stores stay open when the server closes
  /// @param more routes, besides those of the stores
  /// @param face shows failures
  public Registry(
      Stores stores, Identification identification, Access access, List<Route> more, Face face) {
    this.face = face;
    this.stores = stores;
    this.identification = identification;
    this.access = access;
    List<Route> all = new ArrayList<>(routes(stores));
    all.addAll(more);
    this.routes = new Routes(all);
  }

  private static List<Route> routes(Stores stores) {
    List<Route> all = new ArrayList<>(MlflowRoutes.of(stores));
    all.addAll(ArtifactRoutes.of(stores, SecretBytes.random(UPLOAD_KEY)));
    all.addAll(KeepingRoutes.of(stores));
    return all;
  }

  Face face() {
    return face;
  }

  Routes routes() {
    return routes;
  }

  Identification identification() {
    return identification;
  }

  Access access() {
    return access;
  }

  /// Takes down what somebody known was denied.
  void denied(Rights rights, Denial denial) {
    Event event =
        new Event(
            "access.denied",
            denial.subject(),
            rights.caller().id(),
            stores.clock().instant(),
            new EventBody().with("action", denial.action()).with("reason", denial.reason()).text());
    stores
        .database()
        .write(
            sql -> {
              Outbox.add(sql, event);
              return true;
            });
  }
}
