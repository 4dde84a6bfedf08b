package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;

/// MLflow's endpoints for stages and aliases: `mlflow/model-versions/transition-stage` and
/// `mlflow/registered-models/alias`.
final class StageAndAliasEndpoints {

  private static final String NAME = ModelEndpoints.NAME;
  private static final String ALIAS = "alias";

  private final RegistryStores stores;
  private final MlflowResourceResolvers find;

  StageAndAliasEndpoints(RegistryStores stores, MlflowResourceResolvers find) {
    this.stores = stores;
    this.find = find;
  }

  List<MlflowEndpoint> all() {
    RoutePermission see = RoutePermission.needs(Action.SEE, find.model(NAME));
    return List.of(
        MlflowEndpoint.post("model-versions/transition-stage", see, this::toStage),
        MlflowEndpoint.get("registered-models/alias", see, this::get),
        MlflowEndpoint.post("registered-models/alias", see, this::set),
        MlflowEndpoint.delete("registered-models/alias", see, this::delete));
  }

  private String movable(RouteRequest request) {
    String name = ModelEndpoints.name(request);
    TransitionPermission.demand(request.permissions(), find.model(request.caller(), name));
    return name;
  }

  private RouteResponse toStage(RouteRequest request) {
    RequestFields fields = request.fields();
    String model = movable(request);
    ModelVersion version =
        stores
            .stages()
            .move(
                request.caller(),
                model,
                VersionEndpoints.number(request),
                ModelStage.of(fields.required("stage")),
                fields.flag("archive_existing_versions"));
    return VersionEndpoints.one(version);
  }

  private RouteResponse get(RouteRequest request) {
    return VersionEndpoints.one(
        stores
            .aliases()
            .version(
                request.caller(), ModelEndpoints.name(request), request.fields().required(ALIAS)));
  }

  private RouteResponse set(RouteRequest request) {
    String model = movable(request);
    String alias = request.fields().required(ALIAS);
    stores.aliases().set(request.caller(), model, alias, VersionEndpoints.number(request));
    return RouteResponse.done();
  }

  private RouteResponse delete(RouteRequest request) {
    String model = movable(request);
    stores.aliases().delete(request.caller(), model, request.fields().required(ALIAS));
    return RouteResponse.done();
  }
}
