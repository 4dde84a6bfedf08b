package dev.redoubt.signing.internal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads and writes the few pieces of DER (X.690) that keys consist of. Lengths that do not fit
/// what is there are no values.
final class Der {

  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  /// Keys have less than 300 bytes; a length in three bytes would have 16 MB.
  private static final int MAX_LENGTH_BYTES = 2;

  private final byte[] bytes;
  private int at;

  Der(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /// The content of the next value if it has that tag, else null.
  byte @Nullable [] next(int tag) {
    if (at + 2 > bytes.length || (bytes[at] & 0xff) != tag) {
      return null;
    }
    int length = bytes[at + 1] & 0xff;
    int start = at + 2;
    if (length > 0x7f) {
      int count = length & 0x7f;
      if (count == 0 || count > MAX_LENGTH_BYTES || start + count > bytes.length) {
        return null;
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << 8) | (bytes[start + i] & 0xff);
      }
      start += count;
    }
    if (length > bytes.length - start) {
      return null;
    }
    at = start + length;
    return Arrays.copyOfRange(bytes, start, at);
  }

  /// The content of the next value, read as values in turn; null where it has another tag.
  @Nullable Der inside(int tag) {
    byte[] content = next(tag);
    return content == null ? null : new Der(content);
  }

  /// A constructed tag of the context: `[1]`.
  static int context(int number) {
    return 0xa0 | number;
  }

  /// A value.
  static byte[] write(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] each : contents) {
      content.writeBytes(each);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length > 0xff) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length > 0x7f) {
      out.write(0x81);
    }
    out.write(length);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
