package dev.redoubt.keys.release;

/// Tells whether a condition of a release policy is met.
public enum ConditionResult {
  /// It is.
  HOLDS,
  /// It is not.
  VIOLATED,
  /// The token does not contain the claim. The key is not released.
  UNKNOWN
}
