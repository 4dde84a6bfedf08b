package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.Route;
import dev.redoubt.server.stores.Stores;
import java.util.List;
import java.util.stream.Stream;

/// All of MLflow's endpoints, by family.
public final class MlflowRoutes {

  private MlflowRoutes() {}

  /// Those of some stores.
  public static List<Route> of(Stores stores) {
    Finders find = new Finders(stores);
    Stream<Endpoint> endpoints =
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
                new MoveEndpoints(stores, find).all())
            .flatMap(List::stream);
    return Stream.of(
            ServerRoutes.all().stream(), endpoints.flatMap(Endpoint::routes), Absent.all().stream())
        .flatMap(routes -> routes)
        .toList();
  }
}
