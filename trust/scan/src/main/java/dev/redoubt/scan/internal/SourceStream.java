package dev.redoubt.scan.internal;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// A stream over a source, from its start to its end.
public final class SourceStream extends InputStream {

  private final ByteSource source;
  private final byte[] one = new byte[1];
  private long position;

  public SourceStream(ByteSource source) {
    this.source = source;
  }

  /// The position of the next byte.
  public long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = source.read(position, ByteBuffer.wrap(target, offset, length));
    if (count <= 0) {
      return -1;
    }
    position += count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = Math.max(0, Math.min(count, source.size() - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, source.size() - position));
  }
}
