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

  /// @param what what is read, for messages: `the wrapped key`
  public BinaryReader(String what, byte[] bytes) {
    this.what = what;
    this.in = ByteBuffer.wrap(bytes);
  }

  /// Expects these bytes.
  public void magic(byte[] expected) throws KeyAccessException {
    if (!Arrays.equals(raw(expected.length), expected)) {
      throw malformed("unexpected first bytes");
    }
  }

  /// Takes 8 bits.
  public int u8() throws KeyAccessException {
    need(1);
    return in.get() & 0xff;
  }

  /// Takes 16 bits.
  public int u16() throws KeyAccessException {
    need(2);
    return in.getShort() & 0xffff;
  }

  /// Takes 32 bits; more than 31 are refused.
  public int u31() throws KeyAccessException {
    need(4);
    int value = in.getInt();
    if (value < 0) {
      throw malformed("a number is out of range");
    }
    return value;
  }

  /// Takes bytes behind their length.
  public byte[] bytes() throws KeyAccessException {
    return raw(u16());
  }

  /// Takes text; what is not UTF-8 is refused.
  public String text() throws KeyAccessException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException notText) {
      throw malformed("a string is not UTF-8");
    }
  }

  /// Expects that nothing is left.
  public void end() throws KeyAccessException {
    if (in.hasRemaining()) {
      throw malformed(in.remaining() + " unexpected bytes at the end");
    }
  }

  /// What is thrown where the form is wrong.
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
