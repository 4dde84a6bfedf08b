package dev.redoubt.server.mlflow;

import dev.redoubt.registry.tracking.LoggedModel;
import dev.redoubt.registry.tracking.LoggedModelStatus;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Writes logged models as MLflow JSON.
final class LoggedModelJson {

  private static final String STATUS = "LOGGED_MODEL_";

  /// In the order of the Protocol Buffers enum.
  private static final List<String> STATUSES =
      List.of(
          STATUS + "STATUS_UNSPECIFIED",
          STATUS + LoggedModelStatus.PENDING,
          STATUS + LoggedModelStatus.READY,
          STATUS + LoggedModelStatus.UPLOAD_FAILED);

  private LoggedModelJson() {}

  static List<String> statuses() {
    return STATUSES;
  }

  /// Returns the status with this name, except the unspecified one.
  static LoggedModelStatus status(String name) {
    return LoggedModelStatus.valueOf(name.substring(STATUS.length()));
  }

  static ObjectNode model(LoggedModel model) {
    ObjectNode info =
        MlflowJson.object()
            .put("model_id", model.id())
            .put("experiment_id", String.valueOf(model.experiment()))
            .put("name", model.name())
            .put("creation_timestamp_ms", model.creationTime())
            .put("last_updated_timestamp_ms", model.lastUpdateTime())
            .put("artifact_uri", model.artifactUri())
            .put("status", STATUS + model.status().name());
    MlflowJson.text(info, "model_type", model.type());
    MlflowJson.text(info, "source_run_id", model.sourceRun());
    MlflowJson.text(info, "status_message", model.statusMessage());
    MlflowJson.entries(info, "tags", model.tags());
    ObjectNode data = MlflowJson.object();
    MlflowJson.entries(data, "params", model.parameters());
    MlflowJson.list(data, "metrics", model.metrics(), RunJson::metric);
    ObjectNode json = MlflowJson.object();
    json.set("info", info);
    json.set("data", data);
    return json;
  }
}
