package dev.redoubt.signing.digest;

import java.util.Arrays;
import java.util.Optional;

/// The hash algorithms for the files of a model, from the algorithm registry of OpenSSF Model
/// Signing 1.0.
public enum HashAlgorithm {
  /// What every implementation has, and what we sign with unless told otherwise.
  SHA256("sha256", 32),
  /// BLAKE2b with 64 bytes (RFC 7693).
  BLAKE2B("blake2b", 64),
  /// BLAKE3 with 32 bytes, without a key.
  BLAKE3("blake3", 32);

  private final String id;
  private final int bytes;

  HashAlgorithm(String id, int bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  /// As signatures name it: `sha256`.
  public String id() {
    return id;
  }

  /// The length of a digest in bytes.
  public int bytes() {
    return bytes;
  }

  /// The one of that exact id, or none.
  public static Optional<HashAlgorithm> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
  }
}
