package dev.redoubt.server.mlflow;

import dev.redoubt.access.RequestRefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The tag `mlflow.log-model.history`, in which MLflow 2 clients keep a list of the models that a
/// run has logged.
final class LoggedModelHistoryTag {

  static final String TAG = "mlflow.log-model.history";

  private static final List<String> REQUIRED =
      List.of("artifact_path", "flavors", "utc_time_created", "run_id");

  private static final JsonMapper JSON = JsonMapper.shared();

  private LoggedModelHistoryTag() {}

  /// An entry of the list.
  record Model(ObjectNode json) {

    /// Returns the tag with this entry appended; a malformed value is replaced.
    String addedTo(@Nullable String tag) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      if (tag != null && read(tag) instanceof ArrayNode before) {
        all.addAll(before);
      }
      return all.add(json).toString();
    }
  }

  /// Parses an entry.
  static Model model(String text) {
    if (!(read(text) instanceof ObjectNode model)) {
      throw RequestRefusedException.invalid(
          "Malformed model info: `model_json` is not a JSON object");
    }
    List<String> missing = new ArrayList<>(REQUIRED);
    missing.removeIf(model::has);
    if (!missing.isEmpty()) {
      throw RequestRefusedException.invalid("Model json is missing mandatory fields: " + missing);
    }
    return new Model(model);
  }

  private static @Nullable JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException _) {
      return null;
    }
  }
}
