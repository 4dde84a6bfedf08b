package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;
import java.util.List;

/// A run to be made.
///
/// @param name or empty for that of the tag `mlflow.runName`, or a random one
/// @param user or empty for the caller's name
/// @param startTime in milliseconds since 1970
/// @param tags values are cut after 8,000 characters; of equal keys the last one counts
public record NewRun(
    long experiment, String name, String user, long startTime, List<KeyValue> tags) {

  /// The tag that is the name of a run, too.
  public static final String NAME_TAG = "mlflow.runName";

  /// @throws RequestRefusedException if something is too long, or the name is given twice and
  ///   differs
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

  /// The value of the tag for the name, or an empty text.
  static String nameIn(List<KeyValue> tags) {
    return tags.stream()
        .filter(tag -> tag.key().equals(NAME_TAG))
        .map(KeyValue::value)
        .reduce("", (_, last) -> last);
  }
}
