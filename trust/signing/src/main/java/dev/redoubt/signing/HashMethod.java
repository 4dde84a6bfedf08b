package dev.redoubt.signing;

import dev.redoubt.signing.digest.HashAlgorithm;

/// The methods of hashing a model, by whole files or by shards; section 6.3 of OpenSSF Model
/// Signing 1.0.
public sealed interface HashMethod {

  /// The hash algorithm.
  HashAlgorithm hash();

  /// SHA-256 of each file, which all implementations support.
  HashMethod FILES = new Files(HashAlgorithm.SHA256);

  /// One digest per file.
  record Files(HashAlgorithm hash) implements HashMethod {}

  /// One digest per shard of a file.
  ///
  /// @param size of a shard in bytes, at least 1
  record Shards(HashAlgorithm hash, long size) implements HashMethod {

    public Shards {
      if (size < 1) {
        throw new IllegalArgumentException("the shard size must be at least 1 byte");
      }
    }
  }
}
