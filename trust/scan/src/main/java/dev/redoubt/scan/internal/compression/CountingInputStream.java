package dev.redoubt.scan.internal.compression;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.internal.SourceStream;
import java.io.IOException;
import java.io.InputStream;

/// Reads a source from a position, buffered but byte by byte, and counts what was consumed:
/// decoders leave the stream at the end of their data.
final class CountingInputStream extends InputStream {

  private static final int BLOCK = 1 << 15;

  private final SourceStream stream;
  private final byte[] block = new byte[BLOCK];
  private int next;
  private int filled;
  private long taken;

  CountingInputStream(ByteSource part) {
    this.stream = new SourceStream(part);
  }

  /// The number of bytes consumed from the start of the part.
  long taken() {
    return taken;
  }

  @Override
  public int read() throws IOException {
    if (next >= filled && !fill()) {
      return -1;
    }
    taken++;
    return block[next++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (next >= filled && !fill()) {
      return -1;
    }
    int count = Math.min(length, filled - next);
    System.arraycopy(block, next, target, offset, count);
    next += count;
    taken += count;
    return count;
  }

  private boolean fill() throws IOException {
    next = 0;
    filled = Math.max(0, stream.read(block, 0, BLOCK));
    return filled > 0;
  }

  @Override
  public int available() {
    return filled - next;
  }
}
