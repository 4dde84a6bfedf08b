package dev.redoubt.server.mlflow;

import dev.redoubt.registry.models.ModelAlias;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.RegisteredModel;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes registered models and model versions as MLflow JSON.
final class ModelJson {

  private ModelJson() {}

  static ObjectNode model(RegisteredModel model) {
    ObjectNode json =
        MlflowJson.object()
            .put("name", model.name())
            .put("creation_timestamp", model.created().toEpochMilli())
            .put("last_updated_timestamp", model.updated().toEpochMilli());
    MlflowJson.text(json, "description", model.description());
    MlflowJson.list(json, "latest_versions", model.latest(), ModelJson::version);
    tags(json, model.tags());
    MlflowJson.list(json, "aliases", model.aliases(), ModelJson::alias);
    return json;
  }

  private static ObjectNode alias(ModelAlias alias) {
    return MlflowJson.object()
        .put("alias", alias.name())
        .put("version", String.valueOf(alias.version()));
  }

  /// An absent run is omitted, which clients read as none. An absent description is an empty
  /// string, as in MLflow.
  static ObjectNode version(ModelVersion version) {
    ObjectNode json =
        MlflowJson.object()
            .put("name", version.model())
            .put("version", String.valueOf(version.number()))
            .put("creation_timestamp", version.created().toEpochMilli())
            .put("last_updated_timestamp", version.updated().toEpochMilli())
            .put("user_id", version.author())
            .put("current_stage", version.stage().text());
    json.put("description", Objects.requireNonNullElse(version.description(), ""));
    json.put("source", version.source());
    MlflowJson.text(json, "run_id", version.run());
    MlflowJson.text(json, "model_id", version.loggedModel());
    json.put("status", version.status().name());
    MlflowJson.text(json, "status_message", version.statusMessage());
    MlflowJson.text(json, "run_link", version.runLink());
    tags(json, version.tags());
    if (!version.aliases().isEmpty()) {
      ArrayNode aliases = json.putArray("aliases");
      version.aliases().forEach(aliases::add);
    }
    return json;
  }

  private static void tags(ObjectNode json, Map<String, String> tags) {
    MlflowJson.list(
        json,
        "tags",
        tags.entrySet(),
        tag -> MlflowJson.object().put("key", tag.getKey()).put("value", tag.getValue()));
  }
}
