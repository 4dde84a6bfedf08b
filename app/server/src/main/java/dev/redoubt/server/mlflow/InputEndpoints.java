package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.RefusedException;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Permission;
import dev.redoubt.registry.tracking.DataSet;
import dev.redoubt.registry.tracking.DataSetInput;
import dev.redoubt.registry.tracking.DataSetSummary;
import dev.redoubt.registry.tracking.Experiment;
import dev.redoubt.registry.tracking.ModelOutput;
import dev.redoubt.server.stores.Stores;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What runs have read and made: `mlflow/runs/log-inputs`, `mlflow/runs/outputs` and
/// `mlflow/experiments/search-datasets`.
final class InputEndpoints {

  private static final int MAX_EXPERIMENTS = 20;

  private static final Permission SEEN =
      new Permission.SignedIn("data sets of experiments that the caller may not see are left out");

  private final Stores stores;
  private final Finders find;

  InputEndpoints(Stores stores, Finders find) {
    this.stores = stores;
    this.find = find;
  }

  List<Endpoint> all() {
    Permission record = Permission.needs(Action.RECORD, find.run());
    return List.of(
        Endpoint.post("runs/log-inputs", record, this::logInputs),
        Endpoint.post("runs/outputs", record, this::logOutputs),
        Endpoint.post("experiments/search-datasets", SEEN, this::search));
  }

  private Answer logInputs(Call call) {
    Fields fields = call.fields();
    List<String> models =
        fields.objects("models").stream().map(model -> model.required("model_id")).toList();
    List<DataSetInput> dataSets =
        fields.objects("datasets").stream().map(InputEndpoints::input).toList();
    stores.inputs().logInputs(call.caller(), RunEndpoints.id(call), dataSets, models);
    return Answer.done();
  }

  private static DataSetInput input(Fields fields) {
    Fields dataSet = fields.object("dataset");
    return new DataSetInput(
        new DataSet(
            dataSet.required("name"),
            dataSet.required("digest"),
            dataSet.required("source_type"),
            dataSet.required("source"),
            dataSet.optional("schema"),
            dataSet.optional("profile")),
        Entries.of(fields, "tags"));
  }

  /// Whoever says that a run has made a logged model writes to that, too.
  private Answer logOutputs(Call call) {
    List<ModelOutput> models =
        call.fields().objects("models").stream()
            .map(
                model ->
                    new ModelOutput(model.required("model_id"), model.number("step").orElse(0)))
            .toList();
    models.stream()
        .map(ModelOutput::model)
        .distinct()
        .forEach(id -> call.rights().demand(Action.RECORD, find.loggedModel(call.caller(), id)));
    stores.inputs().logOutputs(call.caller(), RunEndpoints.id(call), models);
    return Answer.done();
  }

  private Answer search(Call call) {
    List<String> ids = call.fields().texts("experiment_ids");
    if (ids.isEmpty() || ids.size() > MAX_EXPERIMENTS) {
      throw RefusedException.invalid(
          "data sets are searched in 1 to %d experiments, not in %d"
              .formatted(MAX_EXPERIMENTS, ids.size()));
    }
    List<DataSetSummary> found =
        stores.inputs().search(call.caller(), ids.stream().map(Experiment::id).toList());
    ObjectNode answer = Json.object();
    Json.list(answer, "dataset_summaries", found, InputEndpoints::json);
    return Answer.json(answer);
  }

  private static ObjectNode json(DataSetSummary summary) {
    ObjectNode json =
        Json.object()
            .put("experiment_id", String.valueOf(summary.experiment()))
            .put("name", summary.name())
            .put("digest", summary.digest());
    Json.text(json, "context", summary.context());
    return json;
  }
}
