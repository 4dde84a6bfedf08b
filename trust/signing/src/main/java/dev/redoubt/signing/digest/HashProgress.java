package dev.redoubt.signing.digest;

/// Receives the progress of hashing. Several threads call it often and at the same time, so it must
/// return quickly.
public interface HashProgress {

  /// For those who do not care.
  HashProgress NONE = _ -> {};

  /// Hashing begins.
  ///
  /// @param files how many there are
  /// @param bytes how many bytes they have together
  default void started(int files, long bytes) {}

  /// Some more is hashed.
  ///
  /// @param bytes since the last call
  void hashed(long bytes);
}
