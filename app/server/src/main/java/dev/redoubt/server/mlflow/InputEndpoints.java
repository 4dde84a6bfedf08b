package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.tracking.DataSet;
import dev.redoubt.registry.tracking.DataSetInput;
import dev.redoubt.registry.tracking.DataSetSummary;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.ModelOutput;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// MLflow's endpoints for inputs and outputs of runs: `mlflow/runs/log-inputs`,
/// `mlflow/runs/outputs` and `mlflow/experiments/search-datasets`.
final class InputEndpoints {

  private static final int MAX_EXPERIMENTS = 20;

  private static final RoutePermission SEEN =
      new RoutePermission.SignedIn("returns only datasets of experiments that the caller may see");

  private final RegistryStores stores;
  private final MlflowResourceResolvers find;

  InputEndpoints(RegistryStores stores, MlflowResourceResolvers find) {
    this.stores = stores;
    this.find = find;
  }

  List<MlflowEndpoint> all() {
    RoutePermission record = RoutePermission.needs(Action.RECORD, find.run());
    return List.of(
        MlflowEndpoint.post("runs/log-inputs", record, this::logInputs),
        MlflowEndpoint.post("runs/outputs", record, this::logOutputs),
        MlflowEndpoint.post("experiments/search-datasets", SEEN, this::search));
  }

  private RouteResponse logInputs(RouteRequest request) {
    RequestFields fields = request.fields();
    List<String> models =
        fields.objects("models").stream().map(model -> model.required("model_id")).toList();
    List<DataSetInput> dataSets =
        fields.objects("datasets").stream().map(InputEndpoints::input).toList();
    stores.inputs().logInputs(request.caller(), RunEndpoints.id(request), dataSets, models);
    return RouteResponse.done();
  }

  private static DataSetInput input(RequestFields fields) {
    RequestFields dataSet = fields.object("dataset");
    return new DataSetInput(
        new DataSet(
            dataSet.required("name"),
            dataSet.required("digest"),
            dataSet.required("source_type"),
            dataSet.required("source"),
            dataSet.optional("schema"),
            dataSet.optional("profile")),
        ParameterAndTagReader.of(fields, "tags"));
  }

  /// Logs outputs. Naming a logged model as the output of a run needs permission to write to both.
  private RouteResponse logOutputs(RouteRequest request) {
    List<ModelOutput> models =
        request.fields().objects("models").stream()
            .map(
                model ->
                    new ModelOutput(model.required("model_id"), model.number("step").orElse(0)))
            .toList();
    models.stream()
        .map(ModelOutput::model)
        .distinct()
        .forEach(
            id ->
                request
                    .permissions()
                    .require(Action.RECORD, find.loggedModel(request.caller(), id)));
    stores.inputs().logOutputs(request.caller(), RunEndpoints.id(request), models);
    return RouteResponse.done();
  }

  private RouteResponse search(RouteRequest request) {
    List<String> ids = request.fields().texts("experiment_ids");
    if (ids.isEmpty() || ids.size() > MAX_EXPERIMENTS) {
      throw RequestRefusedException.invalid(
          "the dataset search accepts 1 to %d experiments, not %d"
              .formatted(MAX_EXPERIMENTS, ids.size()));
    }
    List<DataSetSummary> found =
        stores.inputs().search(request.caller(), ids.stream().map(Experiment::id).toList());
    ObjectNode response = MlflowJson.object();
    MlflowJson.list(response, "dataset_summaries", found, InputEndpoints::json);
    return RouteResponse.json(response);
  }

  private static ObjectNode json(DataSetSummary summary) {
    ObjectNode json =
        MlflowJson.object()
            .put("experiment_id", String.valueOf(summary.experiment()))
            .put("name", summary.name())
            .put("digest", summary.digest());
    MlflowJson.text(json, "context", summary.context());
    return json;
  }
}
