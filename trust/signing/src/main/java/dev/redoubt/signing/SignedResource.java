package dev.redoubt.signing;

import dev.redoubt.signing.digest.ResourceDigest;

/// A part of a model that has its own digest: a file or a shard of a file.
public sealed interface SignedResource {

  /// The file, relative to the model with `/`; `.` for a model that is a single file, as the
  /// reference implementation writes it.
  String path();

  /// The digest of the bytes of the file or the shard.
  ResourceDigest digest();

  /// The name in a signature; unique in a model.
  String name();

  /// A whole file.
  record OfFile(String path, ResourceDigest digest) implements SignedResource {
    @Override
    public String name() {
      return path;
    }
  }

  /// A shard of a file.
  ///
  /// @param start offset of the first byte
  /// @param end offset after the last byte
  record OfShard(String path, long start, long end, ResourceDigest digest)
      implements SignedResource {

    public OfShard {
      if (start < 0 || end <= start) {
        throw new IllegalArgumentException("a shard must start before it ends");
      }
    }

    @Override
    public String name() {
      return path + ":" + start + ":" + end;
    }
  }
}
