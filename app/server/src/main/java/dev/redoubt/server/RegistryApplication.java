package dev.redoubt.server;

import dev.redoubt.access.Authorizer;
import dev.redoubt.http.route.Authenticator;
import dev.redoubt.http.route.AuthorizationDenial;
import dev.redoubt.http.route.CallerPermissions;
import dev.redoubt.http.route.ErrorRenderer;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RouteTable;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.server.artifact.ArtifactRoutes;
import dev.redoubt.server.mlflow.MlflowRoutes;
import dev.redoubt.server.retention.RetentionRoutes;
import dev.redoubt.server.stores.RegistryStores;
import dev.redoubt.store.outbox.Outbox;
import dev.redoubt.store.outbox.SecurityEvent;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.util.ArrayList;
import java.util.List;

/// The application behind the HTTP server: stores, access rules and routes.
public final class RegistryApplication {

  /// In bytes. The key is new at each start, so multipart uploads must be restarted after a restart
  /// of the server.
  private static final int UPLOAD_KEY = 32;

  private final RegistryStores stores;
  private final Authenticator authenticator;
  private final Authorizer access;
  private final RouteTable routes;
  private final ErrorRenderer errorRenderer;

  /// Creates an application.
  ///
  /// @param stores remain open when the server closes
  /// @param more further routes
  /// @param errorRenderer renders errors
  public RegistryApplication(
      RegistryStores stores,
      Authenticator authenticator,
      Authorizer access,
      List<Route> more,
      ErrorRenderer errorRenderer) {
    this.errorRenderer = errorRenderer;
    this.stores = stores;
    this.authenticator = authenticator;
    this.access = access;
    List<Route> all = new ArrayList<>(routes(stores));
    all.addAll(more);
    this.routes = new RouteTable(all);
  }

  private static List<Route> routes(RegistryStores stores) {
    List<Route> all = new ArrayList<>(MlflowRoutes.of(stores));
    all.addAll(ArtifactRoutes.of(stores, SecretBytes.random(UPLOAD_KEY)));
    all.addAll(RetentionRoutes.of(stores));
    return all;
  }

  ErrorRenderer errorRenderer() {
    return errorRenderer;
  }

  RouteTable routes() {
    return routes;
  }

  Authenticator authenticator() {
    return authenticator;
  }

  Authorizer access() {
    return access;
  }

  /// Records a denied request of an authenticated principal as a security event.
  void denied(CallerPermissions rights, AuthorizationDenial denial) {
    SecurityEvent event =
        new SecurityEvent(
            "access.denied",
            denial.subject(),
            rights.caller().id(),
            stores.clock().instant(),
            new SecurityEventBody()
                .with("action", denial.action())
                .with("reason", denial.reason())
                .text());
    stores
        .database()
        .write(
            sql -> {
              Outbox.add(sql, event);
              return true;
            });
  }
}
