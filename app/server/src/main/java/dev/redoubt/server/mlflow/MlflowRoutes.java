package dev.redoubt.server.mlflow;

import dev.redoubt.server.Stores;
import dev.redoubt.server.route.Route;
import java.util.List;
import java.util.stream.Stream;

/// All of MLflow's endpoints, by family.
public final class MlflowRoutes {

  private MlflowRoutes() {}

  /// Those of some stores.
  public static List<Route> of(Stores stores) {
    Finders find = new Finders(stores);
    return Stream.of(new ExperimentEndpoints(stores, find).all())
        .flatMap(List::stream)
        .flatMap(Endpoint::routes)
        .toList();
  }
}
