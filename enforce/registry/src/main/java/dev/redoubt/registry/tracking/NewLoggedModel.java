package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;
import java.util.List;

/// A logged model to be made.
///
/// @param name or empty for a random one; without `/`, `:`, `.`, `%` and quotes
/// @param type what kind of model, or empty
/// @param sourceRun the id of the run that makes it, or empty
/// @param tags of equal keys the last one counts
/// @param parameters no key has two values
public record NewLoggedModel(
    long experiment,
    String name,
    String type,
    String sourceRun,
    List<KeyValue> tags,
    List<KeyValue> parameters) {

  /// @throws RequestRefusedException if something is too long or the name misleading
  public NewLoggedModel {
    if (name.chars().anyMatch(c -> "/:.%\"'".indexOf(c) >= 0)) {
      throw RequestRefusedException.invalid(
          "Invalid model name (`"
              + name
              + "`) provided: it must not contain `/`, `:`, `.`, `%` or quotes");
    }
    TrackingLimits.text("name of a logged model", name, TrackingLimits.LOGGED_MODEL_NAME);
    TrackingLimits.text("type of a logged model", type, TrackingLimits.LOGGED_MODEL_NAME);
    tags = tags.stream().map(NewLoggedModel::checked).toList();
    parameters = parameters.stream().map(NewLoggedModel::checked).toList();
  }

  /// A tag or a parameter of a logged model, if it is not too long.
  static KeyValue checked(KeyValue entry) {
    return TrackingLimits.entry(
        entry, TrackingLimits.LOGGED_MODEL_KEY, TrackingLimits.LOGGED_MODEL_VALUE);
  }
}
