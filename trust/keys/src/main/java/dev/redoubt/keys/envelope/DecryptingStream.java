package dev.redoubt.keys.envelope;

import dev.redoubt.keys.material.SecretBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/// Decrypts a stream from its beginning. Every byte that it returns is authentic; whether the
/// stream is complete is known only after its last byte.
final class DecryptingStream extends InputStream {

  private final InputStream in;
  private final SegmentCipher cipher;
  private final int segmentSize;
  private final byte[] sealed;
  private final byte[] plain;
  private int carried;
  private int at;
  private int end;
  private int number;
  private int sealedSize;
  private boolean done;
  private boolean failed;
  private boolean closed;

  DecryptingStream(InputStream in, SecretBytes dataKey, byte[] associated, int segmentSize)
      throws IOException {
    this.in = in;
    this.segmentSize = segmentSize;
    this.sealed = new byte[segmentSize + 1];
    this.plain = new byte[segmentSize];
    this.sealedSize = segmentSize - SegmentCipher.PREFIX;
    this.cipher =
        SegmentCipher.decrypting(dataKey, associated, in.readNBytes(SegmentCipher.PREFIX));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    // What was decrypted is overwritten: its zeros are nobody's plaintext.
    if (closed) {
      throw new IOException("the stream is closed");
    }
    while (at == end) {
      if (length == 0) {
        return 0;
      }
      if (done) {
        return -1;
      }
      // Room for a whole segment saves the way through our own array.
      if (length >= segmentSize) {
        int size = next(bytes, offset);
        if (size > 0) {
          return size;
        }
      } else {
        end = next(plain, 0);
        at = 0;
      }
    }
    int part = Math.min(length, end - at);
    System.arraycopy(plain, at, bytes, offset, part);
    at += part;
    return part;
  }

  private int next(byte[] target, int offset) throws IOException {
    if (failed) {
      throw SegmentCipher.notAuthentic();
    }
    // One byte more tells whether this segment is the last.
    int have = carried + in.readNBytes(sealed, carried, sealedSize + 1 - carried);
    boolean last = have <= sealedSize;
    int size = Math.min(have, sealedSize);
    failed = true;
    if (size < SegmentCipher.TAG || number < 0) {
      throw SegmentCipher.notAuthentic();
    }
    int plainSize = cipher.apply(number++, last, sealed, 0, size, target, offset);
    failed = false;
    done = last;
    carried = last ? 0 : 1;
    sealed[0] = sealed[size];
    sealedSize = segmentSize;
    return plainSize;
  }

  @Override
  public int available() {
    return end - at;
  }

  @Override
  public void skipNBytes(long count) throws IOException {
    long left = count;
    while (left > 0) {
      long skipped = skip(left);
      if (skipped <= 0) {
        throw new EOFException();
      }
      left -= skipped;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    Arrays.fill(plain, (byte) 0);
    in.close();
  }
}
