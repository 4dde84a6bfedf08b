package dev.redoubt.keys.release;

/// Whether a condition of a policy is met.
public enum ConditionResult {
  /// It is.
  HOLDS,
  /// It is not.
  VIOLATED,
  /// The token does not say. A key is not released on that.
  UNKNOWN
}
