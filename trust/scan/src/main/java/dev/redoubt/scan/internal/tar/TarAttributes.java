package dev.redoubt.scan.internal.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Reads the records of a pax header: a length in decimal digits, a blank, `key=value`, a line
/// feed.
final class TarAttributes {

  private TarAttributes() {}

  static void read(byte[] bytes, Map<String, String> target) throws IOException {
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int length = 0;
      int next = at;
      while (next < bytes.length && bytes[next] >= '0' && bytes[next] <= '9' && length < 1 << 24) {
        length = length * 10 + bytes[next++] - '0';
      }
      if (length <= next - at + 1 || length > bytes.length - at || bytes[next] != ' ') {
        throw new IOException("invalid attribute record");
      }
      String record = new String(bytes, next + 1, at + length - next - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals > 0) {
        target.put(record.substring(0, equals), record.substring(equals + 1));
      }
      at += length;
    }
  }

  /// The text up to the first NUL.
  static String text(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
