package dev.redoubt.keys.material;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A secret of some bytes: it does not print, is compared in constant time, cannot be serialized,
/// and is overwritten when closed.
///
/// A garbage collector may have moved the bytes before; what is overwritten is the last place.
public final class SecretBytes implements AutoCloseable {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;
  private boolean closed;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// What is done with the bytes of a secret.
  ///
  /// @param <T> what it results in
  /// @param <E> how it fails
  @FunctionalInterface
  public interface Use<T extends @Nullable Object, E extends Exception> {

    /// Uses the bytes, which are overwritten afterwards.
    T with(byte[] secret) throws E;
  }

  /// Takes over an array, which the caller no longer touches.
  public static SecretBytes takeOver(byte[] bytes) {
    return new SecretBytes(bytes);
  }

  /// Copies an array, which stays the caller's.
  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /// As many random bytes.
  public static SecretBytes random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return new SecretBytes(bytes);
  }

  /// The number of bytes.
  public int size() {
    return bytes.length;
  }

  /// The only door to the bytes: hands out a copy, and overwrites it afterwards.
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

  /// The same for all, since it must tell nothing.
  @Override
  public int hashCode() {
    return SecretBytes.class.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
