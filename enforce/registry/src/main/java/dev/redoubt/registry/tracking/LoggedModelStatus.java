package dev.redoubt.registry.tracking;

/// How far the upload of a logged model is. The names are those of MLflow's protocol.
public enum LoggedModelStatus {
  /// Its files are being uploaded.
  PENDING,
  /// Its files are there.
  READY,
  /// The upload has failed.
  UPLOAD_FAILED
}
