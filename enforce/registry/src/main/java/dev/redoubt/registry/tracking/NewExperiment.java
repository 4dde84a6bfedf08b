package dev.redoubt.registry.tracking;

import dev.redoubt.access.AccessAttributes;
import java.util.List;
import java.util.Objects;

/// Parameters of an experiment to be created.
///
/// @param name at most 500 characters
/// @param artifactLocation where clients store artifacts, or empty for the registry. Whether
///   another location is allowed is decided by the caller of this class.
/// @param tags values of at most 20,000 characters; the last one of equal keys wins
public record NewExperiment(
    String name, AccessAttributes label, String artifactLocation, List<KeyValue> tags) {

  /// @throws dev.redoubt.access.RequestRefusedException if a value is too long or ambiguous
  public NewExperiment {
    Experiment.checkName(name);
    Objects.requireNonNull(label);
    ArtifactLocations.check(artifactLocation);
    tags = tags.stream().map(NewExperiment::checked).toList();
  }

  /// Validates a tag of an experiment.
  static KeyValue checked(KeyValue tag) {
    return TrackingLimits.entry(tag, TrackingLimits.KEY, TrackingLimits.EXPERIMENT_TAG_VALUE);
  }
}
