package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import org.jspecify.annotations.Nullable;

/// The AES-256 key of a single object: 32 random bytes that are never used for another object.
public final class DataKey implements AutoCloseable {

  /// The size of every data key in bytes.
  public static final int SIZE = 32;

  private final SecretBytes secret;

  private DataKey(SecretBytes secret) {
    this.secret = secret;
  }

  /// Creates a random data key.
  public static DataKey random() {
    return new DataKey(SecretBytes.random(SIZE));
  }

  /// Creates a data key from these bytes, and takes ownership of them.
  ///
  /// @throws KeyAccessException.Malformed if there are not 32 bytes
  public static DataKey of(SecretBytes secret) throws KeyAccessException {
    if (secret.size() != SIZE) {
      secret.close();
      throw new KeyAccessException.Malformed("the unwrapped key does not have 256 bits");
    }
    return new DataKey(secret);
  }

  /// The bytes of the key.
  public SecretBytes secret() {
    return secret;
  }

  @Override
  public void close() {
    secret.close();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DataKey that && secret.equals(that.secret);
  }

  @Override
  public int hashCode() {
    return secret.hashCode();
  }

  @Override
  public String toString() {
    return secret.toString();
  }
}
