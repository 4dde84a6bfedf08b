package dev.redoubt.keys.internal;

import dev.redoubt.keys.material.KeyAccessException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the binary formats of this module strictly.
public final class BinaryReader {

  private final String what;
  private final ByteBuffer in;

  /// @param what name of the input for messages: `the wrapped key`
  public BinaryReader(String what, byte[] bytes) {
    this.what = what;
    this.in = ByteBuffer.wrap(bytes);
  }

  /// Reads the expected first bytes.
  public void magic(byte[] expected) throws KeyAccessException {
    if (!Arrays.equals(raw(expected.length), expected)) {
      throw malformed("unexpected first bytes");
    }
  }

  /// Reads 8 bits.
  public int u8() throws KeyAccessException {
    need(1);
    return in.get() & 0xff;
  }

  /// Reads 16 bits.
  public int u16() throws KeyAccessException {
    need(2);
    return in.getShort() & 0xffff;
  }

  /// Reads 32 bits; the highest bit must be 0.
  public int u31() throws KeyAccessException {
    need(4);
    int value = in.getInt();
    if (value < 0) {
      throw malformed("a number is out of range");
    }
    return value;
  }

  /// Reads bytes preceded by their length.
  public byte[] bytes() throws KeyAccessException {
    return raw(u16());
  }

  /// Reads text, which must be valid UTF-8.
  public String text() throws KeyAccessException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException notText) {
      throw malformed("a string is not UTF-8");
    }
  }

  /// Checks that no bytes are left.
  public void end() throws KeyAccessException {
    if (in.hasRemaining()) {
      throw malformed(in.remaining() + " unexpected bytes at the end");
    }
  }

  /// The exception for malformed input.
  public KeyAccessException malformed(String why) {
    return new KeyAccessException.Malformed(what + " cannot be read: " + why);
  }

  private byte[] raw(int size) throws KeyAccessException {
    need(size);
    byte[] bytes = new byte[size];
    in.get(bytes);
    return bytes;
  }

  private void need(int size) throws KeyAccessException {
    if (in.remaining() < size) {
      throw malformed("unexpected end");
    }
  }
}
