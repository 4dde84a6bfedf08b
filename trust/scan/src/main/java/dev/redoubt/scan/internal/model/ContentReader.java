package dev.redoubt.scan.internal.model;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.internal.SourceStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads numbers and strings at any position of a content. Checks each read against the size before
/// it allocates memory. Buffers one window of the content.
public final class ContentReader {

  /// Large enough that a walk over small fields reads rarely, small enough for many readers at
  /// once.
  private static final int WINDOW = 1 << 16;

  private final ByteSource source;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
  private long windowStart;

  public ContentReader(ByteSource source) throws IOException {
    this.source = source;
    this.size = source.size();
    window.limit(0);
  }

  /// The size of the content in bytes.
  public long size() {
    return size;
  }

  /// One byte, 0 to 255.
  public int u8(long at) throws IOException, MalformedContentException {
    return window.get(need(at, 1)) & 0xff;
  }

  /// Two bytes, little endian.
  public int u16(long at) throws IOException, MalformedContentException {
    return window.getShort(need(at, 2)) & 0xffff;
  }

  /// Four bytes, little endian, unsigned.
  public long u32(long at) throws IOException, MalformedContentException {
    return window.getInt(need(at, 4)) & 0xffff_ffffL;
  }

  /// Eight bytes, little endian, as they are: negative where the highest bit is set.
  public long i64(long at) throws IOException, MalformedContentException {
    return window.getLong(need(at, 8));
  }

  /// Eight bytes, little endian, as a length or count.
  public long u63(long at) throws IOException, MalformedContentException {
    long value = i64(at);
    if (value < 0) {
      throw new MalformedContentException(
          at, "invalid length or count `" + Long.toUnsignedString(value) + "`");
    }
    return value;
  }

  /// An unsigned number of 1 to 8 bytes, little endian; fails if it does not fit.
  public long unsigned(long at, int width) throws IOException, MalformedContentException {
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = (value << 8) | u8(at + i);
    }
    if (value < 0) {
      throw new MalformedContentException(
          at, "invalid number `" + Long.toUnsignedString(value) + "`");
    }
    return value;
  }

  /// Reads a part of the content.
  ///
  /// @param most the most that the format or a model needs; fails beyond that
  public byte[] bytes(long at, long length, int most)
      throws IOException, MalformedContentException {
    within(at, length);
    if (length > most) {
      throw new MalformedContentException(
          at, "`" + length + "` bytes exceed the limit of `" + most + "`");
    }
    ByteBuffer target = ByteBuffer.allocate((int) length);
    fill(at, target);
    return target.array();
  }

  /// UTF-8 text; invalid bytes become replacement characters.
  public String text(long at, long length, int most) throws IOException, MalformedContentException {
    return new String(bytes(at, length, most), StandardCharsets.UTF_8);
  }

  /// Fails if a part is not completely inside the content.
  public void within(long at, long length) throws MalformedContentException {
    if (at < 0 || length < 0 || at > size || length > size - at) {
      throw new MalformedContentException(
          Math.min(Math.max(at, 0), size),
          "`"
              + Long.toUnsignedString(length)
              + "` bytes at `"
              + at
              + "` exceed the size of `"
              + size
              + "`");
    }
  }

  /// A part of the content as a stream. Do not interleave it with reads of another stream.
  public InputStream stream(long from, long to) throws IOException, MalformedContentException {
    within(from, to - from);
    return new BufferedInputStream(new SourceStream(source.part(from, to - from)), WINDOW);
  }

  private int need(long at, int length) throws IOException, MalformedContentException {
    if (at < windowStart || at + length > windowStart + window.limit()) {
      within(at, length);
      windowStart = at;
      window.clear();
      window.limit((int) Math.min(WINDOW, size - at));
      fill(at, window);
      window.position(0);
    }
    return (int) (at - windowStart);
  }

  private void fill(long at, ByteBuffer target) throws IOException {
    long position = at;
    while (target.hasRemaining()) {
      int count = source.read(position, target);
      if (count <= 0) {
        throw new IOException("the content shrank while it was read");
      }
      position += count;
    }
  }
}
