package dev.redoubt.registry.tracking;

import dev.redoubt.access.Label;
import java.util.List;
import java.util.Objects;

/// An experiment to be made.
///
/// @param name at most 500 characters
/// @param artifactLocation where clients put artifacts, or empty for the registry. Whether any
///   other place is allowed is decided before.
/// @param tags values of at most 20,000 characters; of equal keys the last one counts
public record NewExperiment(String name, Label label, String artifactLocation, List<Entry> tags) {

  /// @throws dev.redoubt.access.RefusedException if something is too long or misleading
  public NewExperiment {
    Experiment.checkName(name);
    Objects.requireNonNull(label);
    Location.check(artifactLocation);
    tags = tags.stream().map(NewExperiment::checked).toList();
  }

  /// A tag of an experiment, if it is not too long.
  static Entry checked(Entry tag) {
    return Limits.entry(tag, Limits.KEY, Limits.EXPERIMENT_TAG_VALUE);
  }
}
