package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;
import java.util.List;

/// Parameters of a run to be created.
///
/// @param name or empty for the value of the tag `mlflow.runName`, or a random name
/// @param user or empty for the caller's name
/// @param startTime in milliseconds since 1970
/// @param tags values are truncated to 8,000 characters; the last one of equal keys wins
public record NewRun(
    long experiment, String name, String user, long startTime, List<KeyValue> tags) {

  /// Tag with the name of a run.
  public static final String NAME_TAG = "mlflow.runName";

  /// @throws RequestRefusedException if a value is too long, or the name and its tag differ
  public NewRun {
    TrackingLimits.text("user", user, TrackingLimits.USER);
    tags = tags.stream().map(tag -> TrackingLimits.cut(tag, TrackingLimits.TAG_VALUE)).toList();
    String tag = nameIn(tags);
    if (!name.isEmpty() && !tag.isEmpty() && !name.equals(tag)) {
      throw RequestRefusedException.invalid(
          "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different"
              + " values: `"
              + name
              + "` and `"
              + tag
              + "`");
    }
    name = name.isEmpty() ? tag : name;
  }

  /// Returns the value of the name tag, or an empty text.
  static String nameIn(List<KeyValue> tags) {
    return tags.stream()
        .filter(tag -> tag.key().equals(NAME_TAG))
        .map(KeyValue::value)
        .reduce("", (_, last) -> last);
  }
}
