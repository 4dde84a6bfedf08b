package dev.redoubt.signing;

import dev.redoubt.signing.digest.HashAlgorithm;
import java.util.List;

/// Describes how a model becomes a list of digests; section 5.2.2 of OpenSSF Model Signing 1.0.
public sealed interface SerializationMethod {

  /// The hash algorithm.
  HashAlgorithm hash();

  /// Whether links to files were followed.
  boolean allowSymlinks();

  /// The paths that were left out, relative to the model; a folder includes all its content.
  List<String> ignorePaths();

  /// One digest per file. Several files are hashed in parallel, but a single file is not, because
  /// these algorithms process it from its first byte to its last.
  record Files(HashAlgorithm hash, boolean allowSymlinks, List<String> ignorePaths)
      implements SerializationMethod {

    public Files {
      ignorePaths = List.copyOf(ignorePaths);
    }
  }

  /// One digest per shard of a file, so that a single huge file is hashed in parallel. An empty
  /// file has no shard, so a signature does not cover it.
  ///
  /// @param shardSize in bytes, at least 1; the last shard of a file may be shorter
  record Shards(HashAlgorithm hash, long shardSize, boolean allowSymlinks, List<String> ignorePaths)
      implements SerializationMethod {

    /// The default of the specification.
    public static final long DEFAULT_SIZE = 1_000_000_000;

    public Shards {
      if (shardSize < 1) {
        throw new IllegalArgumentException("the shard size must be at least 1 byte");
      }
      ignorePaths = List.copyOf(ignorePaths);
    }
  }
}
