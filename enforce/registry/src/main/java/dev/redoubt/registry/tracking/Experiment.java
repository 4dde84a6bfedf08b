package dev.redoubt.registry.tracking;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.RequestRefusedException;
import java.util.List;
import java.util.Objects;

/// What runs and logged models belong to.
///
/// @param id MLflow's clients see it as text; the first one is [#DEFAULT]
/// @param label what rights to it, its runs and its models depend on
/// @param name unique, also among the deleted ones
/// @param artifactLocation below which clients take artifacts to be
/// @param creationTime in milliseconds since 1970
/// @param lastUpdateTime when it was made, renamed, deleted or restored
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

  /// The id of the experiment that is always there, whose name is `Default`.
  public static final long DEFAULT = 0;

  /// Copies the list.
  public Experiment {
    Objects.requireNonNull(label);
    checkName(name);
    Objects.requireNonNull(artifactLocation);
    Objects.requireNonNull(lifecycle);
    tags = List.copyOf(tags);
  }

  /// The id that a client writes; the default one, if they write none.
  ///
  /// @throws RequestRefusedException if it is no number
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
