package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.LoggedModel;
import dev.redoubt.registry.tracking.LoggedModelStatus;
import dev.redoubt.registry.tracking.NewLoggedModel;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;

/// MLflow's logged model endpoints: `mlflow/logged-models/...`
final class LoggedModelEndpoints {

  private static final String ID = "model_id";
  private static final String TAG = "tag_key";
  private static final String ALL = "logged-models";
  private static final String ONE = ALL + "/{" + ID + "}";

  private final RegistryStores stores;
  private final MlflowResourceResolvers find;

  LoggedModelEndpoints(RegistryStores stores, MlflowResourceResolvers find) {
    this.stores = stores;
    this.find = find;
  }

  List<MlflowEndpoint> all() {
    RoutePermission see = RoutePermission.needs(Action.SEE, find.loggedModelInPath(ID));
    RoutePermission record = RoutePermission.needs(Action.RECORD, find.loggedModelInPath(ID));
    RoutePermission delete = RoutePermission.needs(Action.DELETE, find.loggedModelInPath(ID));
    RoutePermission make =
        RoutePermission.needs(Action.RECORD, find.experiment(RunEndpoints.EXPERIMENT));
    return List.of(
        MlflowEndpoint.post(ALL, make, this::create),
        MlflowEndpoint.get(ONE, see, this::get),
        MlflowEndpoint.patch(ONE, record, this::complete),
        MlflowEndpoint.delete(ONE, delete, this::delete),
        MlflowEndpoint.patch(ONE + "/tags", record, this::setTags),
        MlflowEndpoint.delete(ONE + "/tags/{*" + TAG + "}", record, this::deleteTag),
        MlflowEndpoint.post(ONE + "/params", record, this::logParameters));
  }

  private static String id(RouteRequest request) {
    return request.path(ID);
  }

  /// Creates a logged model. Naming the run that created it needs permission to write to the run.
  private RouteResponse create(RouteRequest request) {
    RequestFields fields = request.fields();
    String run = fields.text("source_run_id");
    if (!run.isEmpty()) {
      request.permissions().require(Action.RECORD, find.run(request.caller(), run));
    }
    NewLoggedModel wanted =
        new NewLoggedModel(
            Experiment.id(fields.required(RunEndpoints.EXPERIMENT)),
            fields.text("name"),
            fields.text("model_type"),
            run,
            ParameterAndTagReader.of(fields, "tags"),
            ParameterAndTagReader.of(fields, "params"));
    return one(stores.loggedModels().create(request.caller(), wanted));
  }

  private RouteResponse get(RouteRequest request) {
    boolean deleted = request.fields().flag("allow_deleted");
    return one(stores.loggedModels().get(request.caller(), id(request), deleted));
  }

  private static RouteResponse one(LoggedModel model) {
    return RouteResponse.json(MlflowJson.object().set("model", LoggedModelJson.model(model)));
  }

  private RouteResponse complete(RouteRequest request) {
    String name = request.fields().constant("status", LoggedModelJson.statuses());
    if (name.isEmpty()) {
      throw RequestFields.missing("status");
    }
    if (name.equals(LoggedModelJson.statuses().getFirst())) {
      throw RequestRefusedException.invalid(
          "Invalid value `"
              + name
              + "` for parameter 'status': expected another status than unspecified");
    }
    LoggedModelStatus status = LoggedModelJson.status(name);
    return one(stores.loggedModels().setStatus(request.caller(), id(request), status));
  }

  private RouteResponse delete(RouteRequest request) {
    stores.loggedModels().delete(request.caller(), id(request));
    return RouteResponse.done();
  }

  private RouteResponse setTags(RouteRequest request) {
    stores
        .loggedModels()
        .setTags(request.caller(), id(request), ParameterAndTagReader.of(request.fields(), "tags"));
    return RouteResponse.done();
  }

  /// Deletes a tag. Clients send slashes in the key unencoded.
  private RouteResponse deleteTag(RouteRequest request) {
    String tag = request.path(TAG).substring(1);
    stores.loggedModels().deleteTag(request.caller(), id(request), tag);
    return RouteResponse.done();
  }

  private RouteResponse logParameters(RouteRequest request) {
    stores
        .loggedModels()
        .logParameters(
            request.caller(), id(request), ParameterAndTagReader.of(request.fields(), "params"));
    return RouteResponse.done();
  }
}
