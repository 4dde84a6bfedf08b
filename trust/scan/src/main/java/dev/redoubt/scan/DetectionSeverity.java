package dev.redoubt.scan;

/// How much harm what was found could do.
public enum DetectionSeverity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
