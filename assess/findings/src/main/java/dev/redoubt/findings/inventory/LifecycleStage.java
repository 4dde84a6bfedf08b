package dev.redoubt.findings.inventory;

import java.util.Locale;

/// Where a resource belongs in the life cycle of a model, or which foundation of it it is, in the
/// order in which pictures show them.
public enum LifecycleStage {
  INGEST,
  DATA,
  FEATURES,
  TRAIN,
  REGISTRY,
  SERVE,
  MONITOR,
  NETWORK,
  IDENTITY,
  KEYS,
  GOVERNANCE,
  /// The type says nothing about its use.
  OTHER;

  /// The word used in reports: `ingest`, `data`, ...
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether this is a stage of the life cycle, and not a foundation of all stages.
  public boolean isLifecycle() {
    return compareTo(MONITOR) <= 0;
  }
}
