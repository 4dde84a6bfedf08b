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
  private static AuthorizationResource wanted(RouteRequest request) {
    return AuthorizationResource.of(
        AuthorizationResource.Kind.EXPERIMENT,
        RequestedAttributes.of(
            request.principal(), ParameterAndTagReader.of(request.fields(), "tags")));
  }

  private static long id(RouteRequest request) {
    return Experiment.id(request.fields().required(ID));
  }

  private RouteResponse create(RouteRequest request) {
    RequestFields fields = request.fields();
    List<KeyValue> tags = ParameterAndTagReader.of(fields, "tags");
    long id =
        stores
            .experiments()
            .create(
                request.caller(),
                new NewExperiment(
                    fields.required("name"),
                    RequestedAttributes.of(request.principal(), tags),
                    ArtifactLocationCheck.own(fields.text("artifact_location")),
                    tags));
    return RouteResponse.json(MlflowJson.object().put(ID, String.valueOf(id)));
  }

  private RouteResponse get(RouteRequest request) {
    return one(stores.experiments().get(request.caller(), id(request)));
  }

  private RouteResponse getByName(RouteRequest request) {
    return one(
        stores.experiments().get(request.caller(), request.fields().required("experiment_name")));
  }

  private static RouteResponse one(Experiment experiment) {
    return RouteResponse.json(MlflowJson.object().set("experiment", json(experiment)));
  }

  private RouteResponse search(RouteRequest request) {
    RequestFields fields = request.fields();
    SearchRequest search =
        new SearchRequest(
            ViewTypes.of(fields, "view_type"),
            fields.text("filter"),
            fields.texts("order_by"),
            fields.size("max_results", 1000),
            fields.text("page_token"));
    ResultPage<Experiment> page = stores.experimentSearch().find(request.caller(), search);
    ObjectNode response = MlflowJson.object();
    response.set("experiments", MlflowJson.array(page.items(), ExperimentEndpoints::json));
    MlflowJson.text(response, "next_page_token", page.next());
    return RouteResponse.json(response);
  }

  private RouteResponse update(RouteRequest request) {
    String name = request.fields().text("new_name");
    if (!name.isEmpty()) {
      stores.experiments().rename(request.caller(), id(request), name);
    }
    return RouteResponse.done();
  }

  private RouteResponse delete(RouteRequest request) {
    stores.experiments().delete(request.caller(), id(request));
    return RouteResponse.done();
  }

  private RouteResponse restore(RouteRequest request) {
    stores.experiments().restore(request.caller(), id(request));
    return RouteResponse.done();
  }

  private RouteResponse setTag(RouteRequest request) {
    RequestedAttributes.refuseIfFixed(request.fields().required("key"));
    stores
        .experiments()
        .setTag(request.caller(), id(request), ParameterAndTagReader.one(request.fields()));
    return RouteResponse.done();
  }

  private RouteResponse deleteTag(RouteRequest request) {
    RequestedAttributes.refuseIfFixed(request.fields().required("key"));
    stores.experiments().deleteTag(request.caller(), id(request), request.fields().required("key"));
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
