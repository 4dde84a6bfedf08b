package dev.redoubt.keys;

/// The algorithms that wrap data keys. The code is part of binary formats and never changes.
public enum WrapAlgorithm {
  /// AES-256-GCM by the key-encryption key: nonce (12 bytes), ciphertext, tag (16 bytes). The
  /// associated data are those of [WrappedKey#binding].
  AES_256_GCM(1, "AES-256-GCM"),

  /// For keys that know no associated data: RSA-OAEP with SHA-256 wraps a random AES key of 32
  /// bytes, which wraps the data key as [#AES_256_GCM] does. Length (16 bits) and bytes of the
  /// former, then the latter.
  RSA_OAEP_256_AES_256_GCM(2, "RSA-OAEP-256 and AES-256-GCM");

  private final int code;
  private final String title;

  WrapAlgorithm(int code, String title) {
    this.code = code;
    this.title = title;
  }

  /// Its number in byte forms.
  public int code() {
    return code;
  }

  /// Its name for people.
  public String title() {
    return title;
  }
}
