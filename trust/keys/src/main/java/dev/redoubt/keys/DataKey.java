package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import org.jspecify.annotations.Nullable;

/// The key that one object is encrypted with: 32 bytes, made at random, never used for another.
public final class DataKey implements AutoCloseable {

  /// The size of every data key in bytes.
  public static final int SIZE = 32;

  private final SecretBytes secret;

  private DataKey(SecretBytes secret) {
    this.secret = secret;
  }

  /// A new one.
  public static DataKey random() {
    return new DataKey(SecretBytes.random(SIZE));
  }

  /// The one of these bytes, which it takes over.
  ///
  /// @throws KeyAccessException.Malformed if there are not 32 of them
  public static DataKey of(SecretBytes secret) throws KeyAccessException {
    if (secret.size() != SIZE) {
      secret.close();
      throw new KeyAccessException.Malformed("the unwrapped key does not have 256 bits");
    }
    return new DataKey(secret);
  }

  /// Its bytes, as a secret.
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
