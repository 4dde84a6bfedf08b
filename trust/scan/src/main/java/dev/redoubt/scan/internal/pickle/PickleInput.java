package dev.redoubt.scan.internal.pickle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/// Reads a file of pickles once from start to end through a small buffer.
final class PickleInput {

  /// The bytes that are kept of a line, as of any string: no Python name is as long.
  static final int KEPT_TEXT = 256;

  private static final int BUFFER = 1 << 16;

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER];
  private long base;
  private int at;
  private int end;

  PickleInput(InputStream stream) {
    this.stream = stream;
  }

  /// The number of bytes consumed.
  long offset() {
    return base + at;
  }

  /// The next byte without consuming it, or -1 at the end.
  int peek() throws IOException {
    return at < end || fill(1) ? buffer[at] & 0xff : -1;
  }

  /// Reads a byte, 0 to 255.
  int next() throws IOException, BrokenPickle {
    if (at == end) {
      need(1);
    }
    return buffer[at++] & 0xff;
  }

  int next2() throws IOException, BrokenPickle {
    return next() | next() << 8;
  }

  /// Reads four bytes, signed.
  int next4() throws IOException, BrokenPickle {
    return next2() | next2() << 16;
  }

  long next8() throws IOException, BrokenPickle {
    return (next4() & 0xffffffffL) | (long) next4() << 32;
  }

  void skip(long length) throws IOException, BrokenPickle {
    long left = length;
    while (left > end - at) {
      left -= end - at;
      at = end;
      need(1);
    }
    at += (int) left;
  }

  /// Consumes all remaining bytes, and returns how many.
  long drain() throws IOException {
    long from = offset();
    do {
      at = end;
    } while (fill(1));
    return offset() - from;
  }

  /// Reads bytes.
  byte[] bytes(int length) throws IOException, BrokenPickle {
    byte[] taken = new byte[Math.min(length, BUFFER)];
    int count = 0;
    // Grows as bytes arrive, so a length without bytes costs nothing.
    while (true) {
      int part = Math.min(taken.length - count, end - at);
      System.arraycopy(buffer, at, taken, count, part);
      at += part;
      count += part;
      if (count == length) {
        return taken;
      }
      if (count == taken.length) {
        taken = java.util.Arrays.copyOf(taken, (int) Math.min(length, 2L * count));
      }
      need(1);
    }
  }

  /// Reads a string of which at most [#KEPT_TEXT] bytes are kept.
  PickleValue text(long length, Charset charset) throws IOException, BrokenPickle {
    int kept = (int) Math.min(length, KEPT_TEXT);
    need(kept);
    String text = new String(buffer, at, kept, charset);
    at += kept;
    if (kept < length) {
      skip(length - kept);
    }
    return new PickleValue.Text(text, kept == length, length);
  }

  /// Reads a line up to a line feed, which is not returned.
  ///
  /// @param kept the maximum number of bytes that are returned; the others are skipped, and the
  ///   line then ends in three points
  byte[] line(int kept) throws IOException, BrokenPickle {
    ByteArrayOutputStream line = new ByteArrayOutputStream(32);
    boolean cut = false;
    for (int next = next(); next != '\n'; next = next()) {
      if (line.size() < kept) {
        line.write(next);
      } else {
        cut = true;
      }
    }
    if (cut) {
      line.write(new byte[] {'.', '.', '.'});
    }
    return line.toByteArray();
  }

  private void need(int count) throws IOException, BrokenPickle {
    if (end - at < count && !fill(count)) {
      at = end;
      throw new BrokenPickle("the data ends in the middle of the pickle");
    }
  }

  private boolean fill(int count) throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    base += at;
    end -= at;
    at = 0;
    while (end < count) {
      int read = stream.read(buffer, end, BUFFER - end);
      if (read < 0) {
        return false;
      }
      end += read;
    }
    return true;
  }
}
