package dev.redoubt.gate;

import java.util.Arrays;

/// Bytes that do not change and are equal by content.
public final class Bytes {

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A copy.
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /// A copy.
  public byte[] toArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes those && Arrays.equals(bytes, those.bytes);
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
