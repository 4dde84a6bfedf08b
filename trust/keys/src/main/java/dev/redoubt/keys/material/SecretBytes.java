package dev.redoubt.keys.material;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Secret bytes that are not printed, are compared in constant time, cannot be serialized and are
/// overwritten when closed.
///
/// The garbage collector may have moved the bytes before; only their last location is overwritten.
public final class SecretBytes implements AutoCloseable {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;
  private boolean closed;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// An operation on the bytes of a secret.
  ///
  /// @param <T> the type of the result
  /// @param <E> the type of the failure
  @FunctionalInterface
  public interface Use<T extends @Nullable Object, E extends Exception> {

    /// Uses the bytes. They are overwritten afterwards.
    T with(byte[] secret) throws E;
  }

  /// Takes ownership of an array, which the caller must not use afterwards.
  public static SecretBytes takeOver(byte[] bytes) {
    return new SecretBytes(bytes);
  }

  /// Copies an array.
  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /// Creates random bytes of a size.
  public static SecretBytes random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return new SecretBytes(bytes);
  }

  /// The number of bytes.
  public int size() {
    return bytes.length;
  }

  /// The only access to the bytes: passes a copy to the operation and overwrites it afterwards.
  public synchronized <T extends @Nullable Object, E extends Exception> T reveal(Use<T, E> use)
      throws E {
    if (closed) {
      throw new IllegalStateException("the secret is already closed");
    }
    byte[] copy = bytes.clone();
    try {
      return use.with(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /// Overwrites the bytes.
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretBytes that
        && !closed
        && !that.closed
        && MessageDigest.isEqual(bytes, that.bytes);
  }

  /// A constant, because a hash code would reveal something about the secret.
  @Override
  public int hashCode() {
    return SecretBytes.class.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
