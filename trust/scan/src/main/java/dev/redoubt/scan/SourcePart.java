package dev.redoubt.scan;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A part of a source that its creator closes.
record SourcePart(ByteSource whole, long start, long size) implements ByteSource {

  static SourcePart of(ByteSource whole, long start, long length) throws IOException {
    if (start < 0 || length < 0) {
      throw new IllegalArgumentException("a part needs a start and a length of 0 or more");
    }
    return new SourcePart(whole, start, Math.clamp(whole.size() - start, 0, length));
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position >= size) {
      return -1;
    }
    int room = (int) Math.min(size - position, target.remaining());
    int limit = target.limit();
    target.limit(target.position() + room);
    try {
      return whole.read(start + position, target);
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public void close() {
    // The owner of the whole source closes it.
  }
}
