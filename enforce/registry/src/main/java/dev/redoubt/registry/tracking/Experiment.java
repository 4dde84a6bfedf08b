package dev.redoubt.registry.tracking;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.RequestRefusedException;
import java.util.List;
import java.util.Objects;

/// An experiment, which groups runs and logged models.
///
/// @param id text in MLflow's protocol; the first one is [#DEFAULT]
/// @param label access attributes of the experiment, its runs and its logged models
/// @param name unique, deleted experiments included
/// @param artifactLocation artifact URI that clients see
/// @param creationTime in milliseconds since 1970
/// @param lastUpdateTime when it was created, renamed, deleted or restored
/// @param tags sorted by key
public record Experiment(
    long id,
    AccessAttributes label,
    String name,
    String artifactLocation,
    LifecycleStage lifecycle,
    long creationTime,
    long lastUpdateTime,
    List<KeyValue> tags) {

  /// Id of the experiment `Default`, which always exists.
  public static final long DEFAULT = 0;

  /// Copies the list.
  public Experiment {
    Objects.requireNonNull(label);
    checkName(name);
    Objects.requireNonNull(artifactLocation);
    Objects.requireNonNull(lifecycle);
    tags = List.copyOf(tags);
  }

  /// Parses an id from a client; an empty text is the default experiment.
  ///
  /// @throws RequestRefusedException if it is not a number
  public static long id(String text) {
    if (text.isEmpty()) {
      return DEFAULT;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw RequestRefusedException.invalid(
          "Invalid experiment ID '" + text + "': it must be a whole number in digits");
    }
  }

  static void checkName(String name) {
    if (name.isEmpty()) {
      throw RequestRefusedException.invalid("Invalid experiment name: '': it is empty");
    }
    TrackingLimits.text("name", name, TrackingLimits.EXPERIMENT_NAME);
  }
}
