package dev.redoubt.server.mlflow;

import dev.redoubt.registry.tracking.DataSet;
import dev.redoubt.registry.tracking.DataSetInput;
import dev.redoubt.registry.tracking.Metric;
import dev.redoubt.registry.tracking.ModelOutput;
import dev.redoubt.registry.tracking.Run;
import dev.redoubt.registry.tracking.RunInfo;
import dev.redoubt.registry.tracking.RunMetric;
import tools.jackson.databind.node.ObjectNode;

/// Writes runs as MLflow JSON.
final class RunJson {

  private RunJson() {}

  static ObjectNode run(Run run) {
    ObjectNode data = MlflowJson.object();
    MlflowJson.list(data, "metrics", run.metrics(), RunJson::metric);
    MlflowJson.entries(data, "params", run.parameters());
    MlflowJson.entries(data, "tags", run.tags());
    ObjectNode inputs = MlflowJson.object();
    MlflowJson.list(inputs, "dataset_inputs", run.dataSets(), RunJson::dataSetInput);
    MlflowJson.list(inputs, "model_inputs", run.modelsRead(), RunJson::modelRead);
    ObjectNode outputs = MlflowJson.object();
    MlflowJson.list(outputs, "model_outputs", run.modelsMade(), RunJson::modelMade);
    ObjectNode json = MlflowJson.object();
    json.set("info", info(run.info()));
    json.set("data", data);
    json.set("inputs", inputs);
    json.set("outputs", outputs);
    return json;
  }

  static ObjectNode info(RunInfo info) {
    ObjectNode json =
        MlflowJson.object()
            .put("run_uuid", info.id())
            .put("run_id", info.id())
            .put("run_name", info.name())
            .put("experiment_id", String.valueOf(info.experiment()))
            .put("user_id", info.user())
            .put("status", info.status().name())
            .put("start_time", info.startTime());
    Long end = info.endTime();
    if (end != null) {
      json.put("end_time", end);
    }
    return json.put("artifact_uri", info.artifactUri())
        .put("lifecycle_stage", info.lifecycle().text());
  }

  static ObjectNode metric(Metric metric) {
    ObjectNode json = MlflowJson.object().put("key", metric.key());
    MlflowJson.decimal(json, "value", metric.value());
    json.put("timestamp", metric.timestamp()).put("step", metric.step());
    Metric.Subject subject = metric.subject();
    if (subject != null) {
      json.put("model_id", subject.model());
      MlflowJson.text(json, "dataset_name", subject.dataSetName());
      MlflowJson.text(json, "dataset_digest", subject.dataSetDigest());
    }
    return json;
  }

  static ObjectNode metric(RunMetric metric) {
    return metric(metric.metric()).put("run_id", metric.run());
  }

  private static ObjectNode dataSetInput(DataSetInput input) {
    ObjectNode json = MlflowJson.object();
    MlflowJson.entries(json, "tags", input.tags());
    json.set("dataset", dataSet(input.dataSet()));
    return json;
  }

  private static ObjectNode dataSet(DataSet dataSet) {
    ObjectNode json =
        MlflowJson.object()
            .put("name", dataSet.name())
            .put("digest", dataSet.digest())
            .put("source_type", dataSet.sourceType())
            .put("source", dataSet.source());
    MlflowJson.text(json, "schema", dataSet.schema());
    MlflowJson.text(json, "profile", dataSet.profile());
    return json;
  }

  private static ObjectNode modelRead(String id) {
    return MlflowJson.object().put("model_id", id);
  }

  private static ObjectNode modelMade(ModelOutput output) {
    return MlflowJson.object().put("model_id", output.model()).put("step", output.step());
  }
}
