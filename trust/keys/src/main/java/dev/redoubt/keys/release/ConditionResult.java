package dev.redoubt.keys.release;

/// Tells whether a condition of a release policy is met.
public enum ConditionResult {
  /// The condition is met.
  HOLDS,
  /// The condition is not met.
  VIOLATED,
  /// The token does not contain the claim. The key is not released.
  UNKNOWN
}
