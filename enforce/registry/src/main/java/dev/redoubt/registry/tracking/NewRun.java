package dev.redoubt.registry.tracking;

import dev.redoubt.access.RefusedException;
import java.util.List;

/// A run to be made.
///
/// @param name or empty for that of the tag `mlflow.runName`, or a random one
/// @param user or empty for the caller's name
/// @param startTime in milliseconds since 1970
/// @param tags values are cut after 8,000 characters; of equal keys the last one counts
public record NewRun(long experiment, String name, String user, long startTime, List<Entry> tags) {

  /// The tag that is the name of a run, too.
  public static final String NAME_TAG = "mlflow.runName";

  /// @throws RefusedException if something is too long, or the name is given twice and differs
  public NewRun {
    Limits.text("user", user, Limits.USER);
    tags = tags.stream().map(tag -> Limits.cut(tag, Limits.TAG_VALUE)).toList();
    String tag = nameIn(tags);
    if (!name.isEmpty() && !tag.isEmpty() && !name.equals(tag)) {
      throw RefusedException.invalid(
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
  static String nameIn(List<Entry> tags) {
    return tags.stream()
        .filter(tag -> tag.key().equals(NAME_TAG))
        .map(Entry::value)
        .reduce("", (_, last) -> last);
  }
}
