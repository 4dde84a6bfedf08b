package dev.redoubt.keys.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the binary formats of this module: big-endian numbers, and byte strings preceded by their
/// length in 16 bits.
public final class BinaryWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// Writes bytes without their length.
  public BinaryWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /// Writes 8 bits.
  public BinaryWriter u8(int value) {
    out.write(value);
    return this;
  }

  /// Writes 16 bits.
  public BinaryWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  /// Writes 32 bits.
  public BinaryWriter u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  /// Writes bytes preceded by their length.
  ///
  /// @throws IllegalArgumentException if there are more than 65,535
  public BinaryWriter bytes(byte[] bytes) {
    if (bytes.length > 0xffff) {
      throw new IllegalArgumentException("too long: " + bytes.length);
    }
    return u16(bytes.length).raw(bytes);
  }

  /// Writes text as UTF-8, preceded by its length.
  public BinaryWriter text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Everything that was written.
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
