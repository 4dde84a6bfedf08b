package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;
import java.util.List;

/// Parameters of a logged model to be created.
///
/// @param name or empty for a random one; without `/`, `:`, `.`, `%` and quotes
/// @param type kind of model, or empty
/// @param sourceRun id of the run that creates it, or empty
/// @param tags the last one of equal keys wins
/// @param parameters with unique keys
public record NewLoggedModel(
    long experiment,
    String name,
    String type,
    String sourceRun,
    List<KeyValue> tags,
    List<KeyValue> parameters) {

  /// @throws RequestRefusedException if a value is too long or the name is invalid
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

  /// Validates a tag or a parameter of a logged model.
  static KeyValue checked(KeyValue entry) {
    return TrackingLimits.entry(
        entry, TrackingLimits.LOGGED_MODEL_KEY, TrackingLimits.LOGGED_MODEL_VALUE);
  }
}
