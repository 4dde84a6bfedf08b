package dev.redoubt.scan.internal.compression;

import dev.redoubt.scan.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decompresses deflate, and reports where the data ended. It must be closed.
public final class InflatingStream extends InputStream {

  private static final int BLOCK = 1 << 15;

  private final ByteSource source;
  private final Inflater inflater;
  private final long start;
  private final byte[] one = new byte[1];
  private long position;

  /// @param wrapped with the header and checksum of zlib, RFC 1950; otherwise RFC 1951 only
  public InflatingStream(ByteSource source, long start, boolean wrapped) {
    this.source = source;
    this.start = start;
    this.position = start;
    this.inflater = new Inflater(!wrapped);
  }

  /// The position after the stream, once it has ended.
  public long end() {
    return start + inflater.getBytesRead();
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      while (length > 0) {
        int count = inflater.inflate(target, offset, length);
        if (count > 0) {
          return count;
        }
        if (inflater.finished()) {
          return -1;
        }
        if (inflater.needsDictionary()) {
          throw new IOException("requires a preset dictionary");
        }
        feed();
      }
      return 0;
    } catch (DataFormatException e) {
      throw new IOException(e.getMessage() == null ? "invalid deflate data" : e.getMessage(), e);
    }
  }

  private void feed() throws IOException {
    byte[] block = source.bytesAt(position, BLOCK);
    if (block.length == 0) {
      throw new EOFException();
    }
    position += block.length;
    inflater.setInput(block);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
