package dev.redoubt.gate.move;

/// How far the registration of a version has got.
public enum VersionStatus {
  /// It is being scanned and signed.
  PENDING_REGISTRATION,
  /// It was refused, or could not be looked at.
  FAILED_REGISTRATION,
  /// It is there.
  READY
}
