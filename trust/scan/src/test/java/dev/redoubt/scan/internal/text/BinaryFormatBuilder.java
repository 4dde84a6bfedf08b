package dev.redoubt.scan.internal.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes the formats that tests read: little-endian numbers, strings, and message fields.
final class BinaryFormatBuilder {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  BinaryFormatBuilder u32(long value) {
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array());
    return this;
  }

  BinaryFormatBuilder u64(long value) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  BinaryFormatBuilder raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  BinaryFormatBuilder raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A GGUF string: its length in eight bytes, then its bytes.
  BinaryFormatBuilder text(String text) {
    return u64(text.getBytes(StandardCharsets.UTF_8).length).raw(text);
  }

  BinaryFormatBuilder zeros(int count) {
    return raw(new byte[count]);
  }

  /// A number in a message.
  BinaryFormatBuilder field(int number, long value) {
    return varint(number * 8L).varint(value);
  }

  /// A string or a message in a message.
  BinaryFormatBuilder field(int number, byte[] bytes) {
    return varint(number * 8L + 2).varint(bytes.length).raw(bytes);
  }

  BinaryFormatBuilder field(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  BinaryFormatBuilder field(int number, BinaryFormatBuilder message) {
    return field(number, message.done());
  }

  private BinaryFormatBuilder varint(long value) {
    long rest = value;
    while (rest > 0x7f) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  byte[] done() {
    return out.toByteArray();
  }
}
