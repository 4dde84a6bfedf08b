package dev.redoubt.registry.tracking;

import dev.redoubt.access.AccessAttributes;
import java.util.List;
import java.util.Objects;

/// An experiment to be made.
///
/// @param name at most 500 characters
/// @param artifactLocation where clients put artifacts, or empty for the registry. Whether any
///   other place is allowed is decided before.
/// @param tags values of at most 20,000 characters; of equal keys the last one counts
public record NewExperiment(
    String name, AccessAttributes label, String artifactLocation, List<KeyValue> tags) {

  /// @throws dev.redoubt.access.RequestRefusedException if something is too long or misleading
  public NewExperiment {
    Experiment.checkName(name);
    Objects.requireNonNull(label);
    ArtifactLocations.check(artifactLocation);
    tags = tags.stream().map(NewExperiment::checked).toList();
  }

  /// A tag of an experiment, if it is not too long.
  static KeyValue checked(KeyValue tag) {
    return TrackingLimits.entry(tag, TrackingLimits.KEY, TrackingLimits.EXPERIMENT_TAG_VALUE);
  }
}
