package dev.redoubt.gate.transition;

/// Registration status of a model version in MLflow.
public enum VersionStatus {
  /// It is being scanned and signed.
  PENDING_REGISTRATION,
  /// It was refused, or could not be scanned.
  FAILED_REGISTRATION,
  /// The registration is complete.
  READY
}
