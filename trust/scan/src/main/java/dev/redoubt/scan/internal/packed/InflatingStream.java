package dev.redoubt.scan.internal.packed;

import dev.redoubt.scan.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decompresses deflate, and knows where it ended. It has to be closed.
public final class InflatingStream extends InputStream {

  private static final int BLOCK = 1 << 15;

  private final ByteSource source;
  private final Inflater inflater;
  private final long start;
  private final byte[] one = new byte[1];
  private long position;

  /// @param wrapped with the header and checksum of zlib, RFC 1950; else RFC 1951 alone
  public InflatingStream(ByteSource source, long start, boolean wrapped) {
    this.source = source;
    this.start = start;
    this.position = start;
    this.inflater = new Inflater(!wrapped);
  }

  /// Where the next byte after the stream is, once it has ended.
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
          throw new IOException("it needs a dictionary");
        }
        feed();
      }
      return 0;
    } catch (DataFormatException e) {
      throw new IOException(e.getMessage() == null ? "it is no deflate" : e.getMessage(), e);
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
