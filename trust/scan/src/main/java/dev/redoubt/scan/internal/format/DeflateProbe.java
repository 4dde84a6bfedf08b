package dev.redoubt.scan.internal.format;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Tests whether bytes decompress.
final class DeflateProbe {

  private DeflateProbe() {}

  /// Whether the zlib stream produces at least one byte, or ends properly.
  static boolean starts(byte[] head) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(head);
      byte[] out = new byte[1024];
      int count = inflater.inflate(out);
      return count > 0 || inflater.finished();
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
  }
}
