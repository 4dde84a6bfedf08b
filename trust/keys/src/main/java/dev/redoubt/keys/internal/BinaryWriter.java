package dev.redoubt.keys.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the binary formats of this module: big-endian numbers, and byte strings preceded by their
/// length in 16 bits.
public final class BinaryWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// Adds bytes as they are.
  public BinaryWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /// Adds 8 bits.
  public BinaryWriter u8(int value) {
    out.write(value);
    return this;
  }

  /// Adds 16 bits.
  public BinaryWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  /// Adds 32 bits.
  public BinaryWriter u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  /// Adds bytes behind their length.
  ///
  /// @throws IllegalArgumentException if there are more than 65,535
  public BinaryWriter bytes(byte[] bytes) {
    if (bytes.length > 0xffff) {
      throw new IllegalArgumentException("too long: " + bytes.length);
    }
    return u16(bytes.length).raw(bytes);
  }

  /// Adds text as UTF-8 behind its length.
  public BinaryWriter text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// All that was added.
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
