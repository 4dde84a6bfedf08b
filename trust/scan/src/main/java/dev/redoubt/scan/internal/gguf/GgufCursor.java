package dev.redoubt.scan.internal.gguf;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;

/// Reads consecutive numbers and strings, in the byte order and the width of the version.
final class GgufCursor {

  /// Version 1 has counts of four bytes, later versions of eight.
  private static final int FIRST = 1;

  private final ContentReader input;
  private final boolean big;
  private final int version;
  private long at;

  GgufCursor(ContentReader input, long at, boolean big, int version) {
    this.input = input;
    this.at = at;
    this.big = big;
    this.version = version;
  }

  long at() {
    return at;
  }

  long u32() throws IOException, MalformedContentException {
    long value = input.u32(at);
    at += 4;
    return big ? Integer.toUnsignedLong(Integer.reverseBytes((int) value)) : value;
  }

  /// Reads a length or a count.
  long count() throws IOException, MalformedContentException {
    return version == FIRST ? u32() : u63();
  }

  long u63() throws IOException, MalformedContentException {
    long value = input.i64(at);
    long ordered = big ? Long.reverseBytes(value) : value;
    if (ordered < 0) {
      throw new MalformedContentException(
          at, "invalid length or count `" + Long.toUnsignedString(ordered) + "`");
    }
    at += 8;
    return ordered;
  }

  String text(int most) throws IOException, MalformedContentException {
    long length = count();
    String text = input.text(at, length, most);
    at += length;
    return text;
  }

  /// Skips bytes; fails if they are not there.
  void skip(long bytes) throws MalformedContentException {
    input.within(at, bytes);
    at += bytes;
  }

  /// Skips `count` elements of `width` bytes; fails if they are not there.
  void skip(long count, int width) throws MalformedContentException {
    if (count > input.size() / width) {
      throw new MalformedContentException(
          at, "an array of `" + count + "` elements exceeds the file size");
    }
    skip(count * width);
  }
}
