package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.registry.tracking.Metric;
import dev.redoubt.registry.tracking.RunDataBatch;
import dev.redoubt.server.stores.RegistryStores;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// MLflow's endpoints that log data of runs: `mlflow/runs/log-...`
final class RunDataEndpoints {

  private final RegistryStores stores;
  private final MlflowResourceResolvers find;

  RunDataEndpoints(RegistryStores stores, MlflowResourceResolvers find) {
    this.stores = stores;
    this.find = find;
  }

  List<MlflowEndpoint> all() {
    RoutePermission record = RoutePermission.needs(Action.RECORD, find.run());
    return List.of(
        MlflowEndpoint.post("runs/log-metric", record, this::logMetric),
        MlflowEndpoint.post("runs/log-parameter", record, this::logParameter),
        MlflowEndpoint.post("runs/log-batch", record, this::logBatch),
        MlflowEndpoint.post("runs/log-model", record, this::logModel),
        MlflowEndpoint.post("runs/set-tag", record, this::setTag),
        MlflowEndpoint.post("runs/delete-tag", record, this::deleteTag));
  }

  private RouteResponse logMetric(RouteRequest request) {
    Metric metric = metric(request.fields());
    checkSubjects(request, List.of(metric));
    stores.runData().logMetric(request.caller(), RunEndpoints.id(request), metric);
    return RouteResponse.done();
  }

  /// Metrics of a logged model need permission to write to it, too.
  private void checkSubjects(RouteRequest request, List<Metric> metrics) {
    metrics.stream()
        .map(Metric::subject)
        .filter(Objects::nonNull)
        .map(Metric.Subject::model)
        .distinct()
        .forEach(
            model ->
                request
                    .permissions()
                    .require(Action.RECORD, find.loggedModel(request.caller(), model)));
  }

  private static Metric metric(RequestFields fields) {
    OptionalLong time = fields.number("timestamp");
    return new Metric(
        fields.required("key"),
        fields.decimal("value"),
        time.orElseThrow(() -> RequestFields.missing("timestamp")),
        fields.number("step").orElse(0),
        subject(fields));
  }

  private static Metric.@Nullable Subject subject(RequestFields fields) {
    String model = fields.text("model_id");
    return model.isEmpty()
        ? null
        : new Metric.Subject(model, fields.text("dataset_name"), fields.text("dataset_digest"));
  }

  private RouteResponse logParameter(RouteRequest request) {
    stores
        .runData()
        .logParameter(
            request.caller(),
            RunEndpoints.id(request),
            ParameterAndTagReader.one(request.fields()));
    return RouteResponse.done();
  }

  private RouteResponse logBatch(RouteRequest request) {
    RequestFields fields = request.fields();
    RunDataBatch batch =
        new RunDataBatch(
            fields.objects("metrics").stream().map(RunDataEndpoints::metric).toList(),
            ParameterAndTagReader.of(fields, "params"),
            ParameterAndTagReader.of(fields, "tags"));
    checkSubjects(request, batch.metrics());
    stores.runData().logBatch(request.caller(), RunEndpoints.id(request), batch);
    return RouteResponse.done();
  }

  private RouteResponse logModel(RouteRequest request) {
    LoggedModelHistoryTag.Model model =
        LoggedModelHistoryTag.model(request.fields().required("model_json"));
    stores
        .runData()
        .changeTag(
            request.caller(), RunEndpoints.id(request), LoggedModelHistoryTag.TAG, model::addedTo);
    return RouteResponse.done();
  }

  private RouteResponse setTag(RouteRequest request) {
    stores
        .runData()
        .setTag(
            request.caller(),
            RunEndpoints.id(request),
            ParameterAndTagReader.one(request.fields()));
    return RouteResponse.done();
  }

  private RouteResponse deleteTag(RouteRequest request) {
    stores
        .runData()
        .deleteTag(request.caller(), RunEndpoints.id(request), request.fields().required("key"));
    return RouteResponse.done();
  }
}
