package dev.redoubt.scan.internal.protobuf;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Visits the fields of one message, and copies only those that are requested. Source: the encoding
/// page of the protocol buffers documentation.
public final class WireReader {

  /// Nested messages; the reference library fails at 100.
  private static final int NESTING = 100;

  /// A number has at most ten bytes.
  private static final int VARINT = 10;

  private static final int VARINT_TYPE = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final ContentReader input;
  private final long end;
  private final int depth;
  private long at;

  private int field;
  private int type;
  private long start;
  private long value;

  private WireReader(ContentReader input, long from, long end, int depth) {
    this.input = input;
    this.at = from;
    this.end = end;
    this.depth = depth;
  }

  /// Reads a whole content.
  public static WireReader of(ContentReader input) {
    return new WireReader(input, 0, input.size(), 0);
  }

  /// Moves to the next field.
  ///
  /// @return whether there is one
  public boolean next() throws IOException, MalformedContentException {
    if (at >= end) {
      return false;
    }
    start = at;
    long tag = varint();
    field = (int) (tag >>> 3);
    type = (int) (tag & 7);
    if (field == 0 || tag >>> 32 != 0) {
      throw new MalformedContentException(
          start, "invalid field number `" + Long.toUnsignedString(tag >>> 3) + "`");
    }
    switch (type) {
      case VARINT_TYPE -> value = varint();
      case FIXED64 -> fixed(Long.BYTES);
      case LENGTH -> {
        long length = varint();
        if (length < 0 || length > end - at) {
          throw new MalformedContentException(
              start,
              "a field of `%s` bytes, but only `%d` are left"
                  .formatted(Long.toUnsignedString(length), end - at));
        }
        value = at;
        at += length;
      }
      case FIXED32 -> fixed(Integer.BYTES);
      default -> throw new MalformedContentException(start, "unknown wire type `" + type + "`");
    }
    return true;
  }

  /// The number of the field.
  public int field() {
    return field;
  }

  /// The position of the field in the content, in bytes.
  public long offset() {
    return start;
  }

  /// Whether the field is a string, bytes or a message.
  public boolean hasLength() {
    return type == LENGTH;
  }

  /// Whether the field is a varint.
  public boolean isNumber() {
    return type == VARINT_TYPE;
  }

  /// The number; fails if the field is not a varint.
  public long number() throws MalformedContentException {
    if (type != VARINT_TYPE) {
      throw unexpected();
    }
    return value;
  }

  /// The length of a string, of bytes or of a message.
  public long length() throws MalformedContentException {
    if (type != LENGTH) {
      throw unexpected();
    }
    return at - value;
  }

  /// The string of a field.
  ///
  /// @param most the limit in bytes; fails beyond it
  public String text(int most) throws IOException, MalformedContentException {
    return new String(bytes(most), StandardCharsets.UTF_8);
  }

  /// The bytes of a field.
  public byte[] bytes(int most) throws IOException, MalformedContentException {
    return input.bytes(value, length(), most);
  }

  /// The message of a field.
  public WireReader message() throws MalformedContentException {
    if (type != LENGTH) {
      throw unexpected();
    }
    if (depth >= NESTING) {
      throw new MalformedContentException(
          start, "messages nested more than `" + NESTING + "` levels deep");
    }
    return new WireReader(input, value, at, depth + 1);
  }

  private MalformedContentException unexpected() {
    return new MalformedContentException(
        start, "field `" + field + "` has an unexpected wire type");
  }

  private void fixed(int width) throws MalformedContentException {
    if (width > end - at) {
      throw new MalformedContentException(start, "truncated number");
    }
    value = at;
    at += width;
  }

  private long varint() throws IOException, MalformedContentException {
    long number = 0;
    for (int i = 0; i < VARINT; i++) {
      if (at >= end) {
        throw new MalformedContentException(at, "truncated number");
      }
      int next = input.u8(at++);
      number |= (long) (next & 0x7f) << (7 * i);
      if (next < 0x80) {
        return number;
      }
    }
    throw new MalformedContentException(start, "a number of more than `" + VARINT + "` bytes");
  }
}
