package dev.redoubt.registry.tracking;

/// How far a run is. The names are MLflow's.
public enum RunStatus {
  /// It runs.
  RUNNING,
  /// It is to run later.
  SCHEDULED,
  /// It has ended well.
  FINISHED,
  /// It has ended badly.
  FAILED,
  /// Somebody has ended it.
  KILLED
}
