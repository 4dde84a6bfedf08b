package dev.redoubt.keys.envelope;

import dev.redoubt.keys.material.SecretBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/// Encrypts the data written to it.
///
/// Only [#finish()] completes the ciphertext. If the stream is closed without it, the ciphertext
/// does not decrypt, so an object whose source failed is never mistaken for a complete one. A
/// ciphertext of which a part could not be written cannot be completed either.
public final class EncryptingStream extends OutputStream {

  private final OutputStream out;
  private final SegmentCipher cipher;
  private final int segmentSize;
  private final byte[] plain;
  private final byte[] sealed;
  private int filled;
  private int capacity;
  private int number;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    FINISHED,
    /// A part of the ciphertext is missing, or the buffered plaintext was overwritten.
    BROKEN
  }

  EncryptingStream(OutputStream out, SecretBytes dataKey, byte[] associated, int segmentSize)
      throws IOException {
    this.out = out;
    this.segmentSize = segmentSize;
    this.plain = new byte[segmentSize - SegmentCipher.TAG];
    this.sealed = new byte[segmentSize];
    this.capacity = segmentSize - SegmentCipher.TAG - SegmentCipher.PREFIX;
    byte[] prefix = new byte[SegmentCipher.PREFIX];
    this.cipher = SegmentCipher.encrypting(dataKey, associated, prefix);
    out.write(prefix);
  }

  @Override
  public void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    refuseUnlessOpen();
    int at = offset;
    int left = length;
    // A segment goes out when a byte of the next one is there: only then is it not the last.
    while (left > capacity - filled) {
      if (filled == 0) {
        int part = capacity;
        emit(bytes, at, part, false);
        at += part;
        left -= part;
      } else {
        int part = capacity - filled;
        System.arraycopy(bytes, at, plain, filled, part);
        at += part;
        left -= part;
        emit(plain, 0, capacity, false);
        filled = 0;
      }
    }
    System.arraycopy(bytes, at, plain, filled, left);
    filled += left;
  }

  private void refuseUnlessOpen() throws IOException {
    switch (state) {
      case OPEN -> {}
      case FINISHED ->
          throw new IOException("the ciphertext is complete; no more data can be written");
      case BROKEN ->
          throw new IOException("the ciphertext was closed or aborted and cannot be completed");
    }
  }

  /// Continuing after a failure would omit a part.
  private void emit(byte[] bytes, int offset, int length, boolean last) throws IOException {
    state = State.BROKEN;
    if (number < 0) {
      throw new IOException("the object is too large for segments of this size");
    }
    int size = cipher.apply(number++, last, bytes, offset, length, sealed, 0);
    out.write(sealed, 0, size);
    capacity = segmentSize - SegmentCipher.TAG;
    state = State.OPEN;
  }

  /// Writes the last segment. On return, the ciphertext is complete.
  ///
  /// @throws IOException if it cannot be completed, also because of an earlier failure or close
  public void finish() throws IOException {
    if (state == State.FINISHED) {
      return;
    }
    refuseUnlessOpen();
    emit(plain, 0, filled, true);
    state = State.BROKEN;
    Arrays.fill(plain, (byte) 0);
    out.flush();
    state = State.FINISHED;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /// Closes the output. Without [#finish()] before, the ciphertext does not decrypt.
  @Override
  public void close() throws IOException {
    if (state != State.FINISHED) {
      state = State.BROKEN;
    }
    Arrays.fill(plain, (byte) 0);
    out.close();
  }
}
