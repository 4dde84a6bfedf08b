package dev.redoubt.registry.tracking;

/// Status of a run. The names are those of MLflow.
public enum RunStatus {
  /// The run is in progress.
  RUNNING,
  /// The run will start later.
  SCHEDULED,
  /// The run has ended successfully.
  FINISHED,
  /// The run has ended with an error.
  FAILED,
  /// The run was terminated.
  KILLED
}
