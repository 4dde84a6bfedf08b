package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.Route;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import java.util.stream.Stream;

/// All routes of the MLflow API.
public final class MlflowRoutes {

  private MlflowRoutes() {}

  /// Returns the routes.
  public static List<Route> of(RegistryStores stores) {
    MlflowResourceResolvers find = new MlflowResourceResolvers(stores);
    Stream<MlflowEndpoint> endpoints =
        Stream.of(
                new ExperimentEndpoints(stores, find).all(),
                new RunEndpoints(stores, find).all(),
                new RunDataEndpoints(stores, find).all(),
                new InputEndpoints(stores, find).all(),
                new MetricEndpoints(stores, find).all(),
                new LoggedModelEndpoints(stores, find).all(),
                new LoggedModelSearchEndpoint(stores).all(),
                new ModelEndpoints(stores, find).all(),
                new VersionEndpoints(stores, find).all(),
                new StageAndAliasEndpoints(stores, find).all())
            .flatMap(List::stream);
    return Stream.of(
            ServerInfoRoutes.all().stream(),
            endpoints.flatMap(MlflowEndpoint::routes),
            UnsupportedEndpoints.all().stream())
        .flatMap(routes -> routes)
        .toList();
  }
}
