package dev.redoubt.registry.tracking;

/// Upload status of a logged model. The names are those of MLflow's protocol.
public enum LoggedModelStatus {
  /// Its files are being uploaded.
  PENDING,
  /// The upload is complete.
  READY,
  /// The upload has failed.
  UPLOAD_FAILED
}
