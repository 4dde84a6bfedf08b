package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.gate.move.ModelStage;
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

  private String movable(RouteRequest call) {
    String name = ModelEndpoints.name(call);
    TransitionPermission.demand(call.rights(), find.model(call.caller(), name));
    return name;
  }

  private RouteResponse toStage(RouteRequest call) {
    RequestFields fields = call.fields();
    String model = movable(call);
    ModelVersion version =
        stores
            .stages()
            .move(
                call.caller(),
                model,
                VersionEndpoints.number(call),
                ModelStage.of(fields.required("stage")),
                fields.flag("archive_existing_versions"));
    return VersionEndpoints.one(version);
  }

  private RouteResponse get(RouteRequest call) {
    return VersionEndpoints.one(
        stores
            .aliases()
            .version(call.caller(), ModelEndpoints.name(call), call.fields().required(ALIAS)));
  }

  private RouteResponse set(RouteRequest call) {
    String model = movable(call);
    String alias = call.fields().required(ALIAS);
    stores.aliases().set(call.caller(), model, alias, VersionEndpoints.number(call));
    return RouteResponse.done();
  }

  private RouteResponse delete(RouteRequest call) {
    String model = movable(call);
    stores.aliases().delete(call.caller(), model, call.fields().required(ALIAS));
    return RouteResponse.done();
  }
}
