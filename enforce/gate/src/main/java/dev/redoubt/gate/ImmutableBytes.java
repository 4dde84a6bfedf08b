package dev.redoubt.gate;

import java.util.Arrays;

/// Immutable byte array with equality by content.
public final class ImmutableBytes {

  private final byte[] bytes;

  private ImmutableBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Returns an instance with a copy of the bytes.
  public static ImmutableBytes of(byte[] bytes) {
    return new ImmutableBytes(bytes.clone());
  }

  /// Returns a copy of the bytes.
  public byte[] toArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImmutableBytes those && Arrays.equals(bytes, those.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
