package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.KeyValue;
import dev.redoubt.registry.tracking.NewExperiment;
import dev.redoubt.registry.tracking.SearchRequest;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// MLflow's experiment endpoints: `mlflow/experiments/...`
final class ExperimentEndpoints {

  private static final String ID = "experiment_id";
  private static final RoutePermission SEEN =
      new RoutePermission.SignedIn("returns only experiments that the caller may see");

  private final RegistryStores stores;
  private final MlflowResourceResolvers find;

  ExperimentEndpoints(RegistryStores stores, MlflowResourceResolvers find) {
    this.stores = stores;
    this.find = find;
  }

  List<MlflowEndpoint> all() {
    RoutePermission see = RoutePermission.needs(Action.SEE, find.experiment(ID));
    RoutePermission record = RoutePermission.needs(Action.RECORD, find.experiment(ID));
    RoutePermission delete = RoutePermission.needs(Action.DELETE, find.experiment(ID));
    RoutePermission make = RoutePermission.needs(Action.RECORD, ExperimentEndpoints::wanted);
    return List.of(
        MlflowEndpoint.post("experiments/create", make, this::create),
        MlflowEndpoint.get("experiments/get", see, this::get),
        MlflowEndpoint.get("experiments/get-by-name", SEEN, this::getByName),
        MlflowEndpoint.get("experiments/search", SEEN, this::search),
        MlflowEndpoint.post("experiments/search", SEEN, this::search),
        MlflowEndpoint.post("experiments/update", record, this::update),
        MlflowEndpoint.post("experiments/delete", delete, this::delete),
        MlflowEndpoint.post("experiments/restore", delete, this::restore),
        MlflowEndpoint.post("experiments/set-experiment-tag", record, this::setTag),
        MlflowEndpoint.post("experiments/delete-experiment-tag", record, this::deleteTag));
  }

  /// Returns the resource of a new experiment, with its requested label.
  private static AuthorizationResource wanted(RouteRequest call) {
    return AuthorizationResource.of(
        AuthorizationResource.Kind.EXPERIMENT,
        RequestedAttributes.of(call.who(), ParameterAndTagReader.of(call.fields(), "tags")));
  }

  private static long id(RouteRequest call) {
    return Experiment.id(call.fields().required(ID));
  }

  private RouteResponse create(RouteRequest call) {
    RequestFields fields = call.fields();
    List<KeyValue> tags = ParameterAndTagReader.of(fields, "tags");
    long id =
        stores
            .experiments()
            .create(
                call.caller(),
                new NewExperiment(
                    fields.required("name"),
                    RequestedAttributes.of(call.who(), tags),
                    ArtifactLocationCheck.own(fields.text("artifact_location")),
                    tags));
    return RouteResponse.json(MlflowJson.object().put(ID, String.valueOf(id)));
  }

  private RouteResponse get(RouteRequest call) {
    return one(stores.experiments().get(call.caller(), id(call)));
  }

  private RouteResponse getByName(RouteRequest call) {
    return one(stores.experiments().get(call.caller(), call.fields().required("experiment_name")));
  }

  private static RouteResponse one(Experiment experiment) {
    return RouteResponse.json(MlflowJson.object().set("experiment", json(experiment)));
  }

  private RouteResponse search(RouteRequest call) {
    RequestFields fields = call.fields();
    SearchRequest search =
        new SearchRequest(
            ViewTypes.of(fields, "view_type"),
            fields.text("filter"),
            fields.texts("order_by"),
            fields.size("max_results", 1000),
            fields.text("page_token"));
    ResultPage<Experiment> page = stores.experimentSearch().find(call.caller(), search);
    ObjectNode answer = MlflowJson.object();
    answer.set("experiments", MlflowJson.array(page.items(), ExperimentEndpoints::json));
    MlflowJson.text(answer, "next_page_token", page.next());
    return RouteResponse.json(answer);
  }

  private RouteResponse update(RouteRequest call) {
    String name = call.fields().text("new_name");
    if (!name.isEmpty()) {
      stores.experiments().rename(call.caller(), id(call), name);
    }
    return RouteResponse.done();
  }

  private RouteResponse delete(RouteRequest call) {
    stores.experiments().delete(call.caller(), id(call));
    return RouteResponse.done();
  }

  private RouteResponse restore(RouteRequest call) {
    stores.experiments().restore(call.caller(), id(call));
    return RouteResponse.done();
  }

  private RouteResponse setTag(RouteRequest call) {
    RequestedAttributes.refuseIfFixed(call.fields().required("key"));
    stores.experiments().setTag(call.caller(), id(call), ParameterAndTagReader.one(call.fields()));
    return RouteResponse.done();
  }

  private RouteResponse deleteTag(RouteRequest call) {
    RequestedAttributes.refuseIfFixed(call.fields().required("key"));
    stores.experiments().deleteTag(call.caller(), id(call), call.fields().required("key"));
    return RouteResponse.done();
  }

  private static ObjectNode json(Experiment experiment) {
    ObjectNode json =
        MlflowJson.object()
            .put(ID, String.valueOf(experiment.id()))
            .put("name", experiment.name())
            .put("artifact_location", experiment.artifactLocation())
            .put("lifecycle_stage", experiment.lifecycle().text())
            .put("last_update_time", experiment.lastUpdateTime())
            .put("creation_time", experiment.creationTime());
    MlflowJson.entries(json, "tags", experiment.tags());
    return json;
  }
}
