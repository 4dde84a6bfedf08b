package dev.redoubt.signing;

import dev.redoubt.signing.digest.HashAlgorithm;
import java.util.List;

/// Describes how a model becomes a list of digests; section 5.2.2 of OpenSSF Model Signing 1.0.
public sealed interface SerializationMethod {

  /// How a digest is computed.
  HashAlgorithm hash();

  /// Whether links to files were followed.
  boolean allowSymlinks();

  /// What was left out, relative to the model; a folder stands for all in it.
  List<String> ignorePaths();

  /// One digest a file. Files are hashed in parallel; one file never is, as these algorithms go
  /// from its first byte to its last.
  record Files(HashAlgorithm hash, boolean allowSymlinks, List<String> ignorePaths)
      implements SerializationMethod {

    public Files {
      ignorePaths = List.copyOf(ignorePaths);
    }
  }

  /// One digest for each piece of a file, so that a single huge file is hashed in parallel. An
  /// empty file has no piece, and so no signature covers it.
  ///
  /// @param shardSize bytes of a piece, at least 1; the last one of a file may be shorter
  record Shards(HashAlgorithm hash, long shardSize, boolean allowSymlinks, List<String> ignorePaths)
      implements SerializationMethod {

    /// What the specification asks for where nothing else is said.
    public static final long DEFAULT_SIZE = 1_000_000_000;

    public Shards {
      if (shardSize < 1) {
        throw new IllegalArgumentException("the shard size must be at least 1 byte");
      }
      ignorePaths = List.copyOf(ignorePaths);
    }
  }
}
