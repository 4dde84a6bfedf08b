package dev.redoubt.keys.envelope;

import dev.redoubt.bytes.PositionedBytes;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/// Decrypts at any position: each read decrypts the segments that it needs, and the last segment is
/// cached. The end of the ciphertext is authenticated at construction, so the size is authentic.
final class DecryptedBytes implements PositionedBytes {

  private final SeekableByteChannel in;
  private final SegmentCipher cipher;
  private final int segmentSize;
  private final long sealedSize;
  private final long size;
  private final int last;
  private final byte[] sealed;
  private final byte[] plain;
  private int held = -1;
  private int heldSize;

  DecryptedBytes(SeekableByteChannel in, SecretBytes dataKey, byte[] associated, int segmentSize)
      throws IOException {
    this.in = in;
    this.segmentSize = segmentSize;
    this.sealedSize = in.size();
    this.size = EnvelopeEncryption.plaintextSize(sealedSize, segmentSize);
    this.last = (int) ((sealedSize - 1) / segmentSize);
    this.sealed = new byte[segmentSize];
    this.plain = new byte[segmentSize];
    byte[] prefix = new byte[SegmentCipher.PREFIX];
    fetch(0, ByteBuffer.wrap(prefix));
    this.cipher = SegmentCipher.decrypting(dataKey, associated, prefix);
    hold(last);
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position >= size) {
      return -1;
    }
    int total = 0;
    while (target.hasRemaining() && position + total < size) {
      // Positions count as if the first segment were as long as the others.
      long shifted = position + total + SegmentCipher.PREFIX;
      int perSegment = segmentSize - SegmentCipher.TAG;
      int segment = (int) (shifted / perSegment);
      int offset = (int) (shifted % perSegment) - (segment == 0 ? SegmentCipher.PREFIX : 0);
      hold(segment);
      int part = Math.min(target.remaining(), heldSize - offset);
      target.put(plain, offset, part);
      total += part;
    }
    return total;
  }

  private void hold(int segment) throws IOException {
    if (held == segment) {
      return;
    }
    held = -1;
    long start = (long) segment * segmentSize + (segment == 0 ? SegmentCipher.PREFIX : 0);
    int length = (int) (Math.min(sealedSize, (segment + 1L) * segmentSize) - start);
    fetch(start, ByteBuffer.wrap(sealed, 0, length));
    heldSize = cipher.apply(segment, segment == last, sealed, 0, length, plain, 0);
    held = segment;
  }

  private void fetch(long start, ByteBuffer target) throws IOException {
    in.position(start);
    while (target.hasRemaining()) {
      if (in.read(target) < 0) {
        throw new KeyAccessException.NotAuthentic("the ciphertext was truncated while it was read");
      }
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(plain, (byte) 0);
    in.close();
  }
}
