package dev.redoubt.scan;

/// How much harm what was found could do.
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
