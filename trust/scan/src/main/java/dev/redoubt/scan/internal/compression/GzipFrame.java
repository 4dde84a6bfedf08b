package dev.redoubt.scan.internal.compression;

import dev.redoubt.scan.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/// A member of a gzip file: RFC 1952.
final class GzipFrame extends InputStream {

  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  /// The format does not limit names and comments.
  private static final int TEXT = 1 << 16;

  private final ByteSource source;
  private final InflatingStream inflating;
  private final CRC32 crc = new CRC32();
  private final byte[] one = new byte[1];
  private long count;
  private boolean ended;

  private GzipFrame(ByteSource source, long dataStart) {
    this.source = source;
    this.inflating = new InflatingStream(source, dataStart, false);
  }

  static StreamFormat.Frame open(ByteSource source, long start) throws IOException {
    byte[] head = source.bytesAt(start, 12);
    if (head.length < 10 || (head[0] & 0xff) != 0x1f || (head[1] & 0xff) != 0x8b || head[2] != 8) {
      throw new IOException("missing gzip header");
    }
    int flags = head[3];
    long at = start + 10;
    if ((flags & EXTRA) != 0) {
      byte[] length = source.bytesAt(at, 2);
      if (length.length < 2) {
        throw new EOFException();
      }
      at += 2 + ((length[0] & 0xff) | (length[1] & 0xff) << 8);
    }
    if ((flags & NAME) != 0) {
      at = afterZero(source, at);
    }
    if ((flags & COMMENT) != 0) {
      at = afterZero(source, at);
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      at += 2;
    }
    GzipFrame frame = new GzipFrame(source, at);
    return new StreamFormat.Frame(frame, () -> frame.inflating.end() + 8);
  }

  private static long afterZero(ByteSource source, long start) throws IOException {
    byte[] text = source.bytesAt(start, TEXT);
    for (int i = 0; i < text.length; i++) {
      if (text[i] == 0) {
        return start + i + 1;
      }
    }
    throw new IOException("unterminated name");
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int got = ended ? -1 : inflating.read(target, offset, length);
    if (got > 0) {
      crc.update(target, offset, got);
      count += got;
    } else if (got < 0 && !ended) {
      ended = true;
      check();
    }
    return got;
  }

  private void check() throws IOException {
    byte[] end = source.bytesAt(inflating.end(), 8);
    if (end.length < 8) {
      throw new EOFException();
    }
    if (number(end, 0) != crc.getValue() || number(end, 4) != (count & 0xffffffffL)) {
      throw new IOException("wrong checksum");
    }
  }

  private static long number(byte[] bytes, int at) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | (bytes[at + i] & 0xff);
    }
    return value;
  }

  @Override
  public void close() {
    inflating.close();
  }
}
