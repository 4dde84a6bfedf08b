package dev.redoubt.scan;

import java.nio.ByteBuffer;

/// Bytes in memory as a byte source.
final class MemorySource implements ByteSource {

  private final byte[] bytes;

  MemorySource(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int read(long position, ByteBuffer target) {
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(bytes.length - position, target.remaining());
    target.put(bytes, (int) position, count);
    return count;
  }

  @Override
  public void close() {
    // Memory needs no closing.
  }
}
