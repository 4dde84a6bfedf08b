package dev.redoubt.gate;

import java.util.Arrays;

/// Bytes that do not change and are equal by content.
public final class ImmutableBytes {

  private final byte[] bytes;

  private ImmutableBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A copy.
  public static ImmutableBytes of(byte[] bytes) {
    return new ImmutableBytes(bytes.clone());
  }

  /// A copy.
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
