package dev.redoubt.scan.internal.format;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;

/// Finds zip archives: readers search for the end record from the end.
final class ZipEnd {

  /// A comment may have 65535 bytes, after the end record's own 22; readers search a little
  /// further.
  private static final int TAIL = (1 << 16) + 1024;

  private ZipEnd() {}

  static boolean isZip(ByteSource source, byte[] head) throws IOException {
    if (head.length >= 4
        && head[0] == 'P'
        && head[1] == 'K'
        && head[2] <= 8
        && head[3] == head[2] + 1
        && (head[2] == 3 || head[2] == 5 || head[2] == 7)) {
      return true;
    }
    byte[] tail = source.bytesAt(Math.max(0, source.size() - TAIL), TAIL);
    for (int i = tail.length - 22; i >= 0; i--) {
      if (tail[i] == 'P'
          && tail[i + 1] == 'K'
          && tail[i + 2] == 5
          && tail[i + 3] == 6
          && plausible(source, tail, i)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the end record has entries, and a directory entry is at the declared position, or at
  /// the position it would have if something had been prepended to the archive.
  private static boolean plausible(ByteSource source, byte[] tail, int at) throws IOException {
    int entries = short16(tail, at + 10);
    long size = int32(tail, at + 12);
    long offset = int32(tail, at + 16);
    long end = Math.max(0, source.size() - tail.length) + at;
    if (entries == 0) {
      return false;
    }
    return entries == 0xffff
        || size == 0xffffffffL
        || offset == 0xffffffffL
        || directoryAt(source, offset)
        || directoryAt(source, end - size);
  }

  private static boolean directoryAt(ByteSource source, long at) throws IOException {
    byte[] mark = at < 0 ? new byte[0] : source.bytesAt(at, 4);
    return mark.length == 4 && mark[0] == 'P' && mark[1] == 'K' && mark[2] == 1 && mark[3] == 2;
  }

  private static int short16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  private static long int32(byte[] bytes, int at) {
    return short16(bytes, at) | (long) short16(bytes, at + 2) << 16;
  }
}
