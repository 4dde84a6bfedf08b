package dev.redoubt.keys.material;

/// The types of keys: what a key is used for, and its size or curve.
public enum KeyType {
  /// Wraps data keys: AES-256.
  AES_256("aes-256", true),
  /// Wraps data keys where AES keys are not supported: RSA of 3,072 bits.
  RSA_3072("rsa-3072", true),
  /// Signs: ECDSA on P-256 with SHA-256.
  EC_P256("ec-p256", false),
  /// Signs: ECDSA on P-384 with SHA-384.
  EC_P384("ec-p384", false),
  /// Signs: ECDSA on P-521 with SHA-512.
  EC_P521("ec-p521", false),
  /// Signs: Ed25519.
  ED25519("ed25519", false);

  private final String title;
  private final boolean wraps;

  KeyType(String title, boolean wraps) {
    this.title = title;
    this.wraps = wraps;
  }

  /// The name on the command line.
  public String title() {
    return title;
  }

  /// Whether keys of this type wrap data keys; otherwise they sign.
  public boolean wraps() {
    return wraps;
  }

  @Override
  public String toString() {
    return title;
  }
}
