package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Fields;
import dev.redoubt.http.route.Permission;
import dev.redoubt.registry.tracking.Batch;
import dev.redoubt.registry.tracking.Metric;
import dev.redoubt.server.stores.Stores;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// `mlflow/runs/log-...`: what is logged to runs.
final class RunDataEndpoints {

  private final Stores stores;
  private final Finders find;

  RunDataEndpoints(Stores stores, Finders find) {
    this.stores = stores;
    this.find = find;
  }

  List<Endpoint> all() {
    Permission record = Permission.needs(Action.RECORD, find.run());
    return List.of(
        Endpoint.post("runs/log-metric", record, this::logMetric),
        Endpoint.post("runs/log-parameter", record, this::logParameter),
        Endpoint.post("runs/log-batch", record, this::logBatch),
        Endpoint.post("runs/log-model", record, this::logModel),
        Endpoint.post("runs/set-tag", record, this::setTag),
        Endpoint.post("runs/delete-tag", record, this::deleteTag));
  }

  private Answer logMetric(Call call) {
    Metric metric = metric(call.fields());
    checkSubjects(call, List.of(metric));
    stores.runData().logMetric(call.caller(), RunEndpoints.id(call), metric);
    return Answer.done();
  }

  /// Whoever measures a logged model writes to it, too.
  private void checkSubjects(Call call, List<Metric> metrics) {
    metrics.stream()
        .map(Metric::subject)
        .filter(Objects::nonNull)
        .map(Metric.Subject::model)
        .distinct()
        .forEach(
            model -> call.rights().demand(Action.RECORD, find.loggedModel(call.caller(), model)));
  }

  private static Metric metric(Fields fields) {
    OptionalLong time = fields.number("timestamp");
    return new Metric(
        fields.required("key"),
        fields.decimal("value"),
        time.orElseThrow(() -> Fields.missing("timestamp")),
        fields.number("step").orElse(0),
        subject(fields));
  }

  private static Metric.@Nullable Subject subject(Fields fields) {
    String model = fields.text("model_id");
    return model.isEmpty()
        ? null
        : new Metric.Subject(model, fields.text("dataset_name"), fields.text("dataset_digest"));
  }

  private Answer logParameter(Call call) {
    stores.runData().logParameter(call.caller(), RunEndpoints.id(call), Entries.one(call.fields()));
    return Answer.done();
  }

  private Answer logBatch(Call call) {
    Fields fields = call.fields();
    Batch batch =
        new Batch(
            fields.objects("metrics").stream().map(RunDataEndpoints::metric).toList(),
            Entries.of(fields, "params"),
            Entries.of(fields, "tags"));
    checkSubjects(call, batch.metrics());
    stores.runData().logBatch(call.caller(), RunEndpoints.id(call), batch);
    return Answer.done();
  }

  private Answer logModel(Call call) {
    ModelHistory.Model model = ModelHistory.model(call.fields().required("model_json"));
    stores
        .runData()
        .changeTag(call.caller(), RunEndpoints.id(call), ModelHistory.TAG, model::addedTo);
    return Answer.done();
  }

  private Answer setTag(Call call) {
    stores.runData().setTag(call.caller(), RunEndpoints.id(call), Entries.one(call.fields()));
    return Answer.done();
  }

  private Answer deleteTag(Call call) {
    stores.runData().deleteTag(call.caller(), RunEndpoints.id(call), call.fields().required("key"));
    return Answer.done();
  }
}
