package dev.redoubt.scan;

/// How harmful a detection is.
public enum DetectionSeverity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
