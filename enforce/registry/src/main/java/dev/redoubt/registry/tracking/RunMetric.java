package dev.redoubt.registry.tracking;

import java.util.Objects;

/// A metric value with the run that has logged it.
public record RunMetric(String run, Metric metric) {

  /// @throws NullPointerException if one is null
  public RunMetric {
    Objects.requireNonNull(run);
    Objects.requireNonNull(metric);
  }
}
