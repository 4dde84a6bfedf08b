package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;

/// The data descriptor, which follows the data if the header does not declare the sizes: 4.3.9.
/// With or without a signature, with sizes of four or eight bytes.
final class ZipDataDescriptor {

  private ZipDataDescriptor() {}

  /// The length in bytes, determined by what follows: a header, or the end.
  static int length(ByteSource source, long at) throws IOException {
    byte[] bytes = source.bytesAt(at, 28);
    boolean signed = LittleEndian.signature(bytes, 0, 7, 8);
    int shortest = signed ? 16 : 12;
    return header(bytes, shortest)
        ? shortest
        : header(bytes, shortest + 8) ? shortest + 8 : signed ? shortest : 0;
  }

  private static boolean header(byte[] bytes, int at) {
    return bytes.length == at
        || LittleEndian.signature(bytes, at, 1, 2)
        || LittleEndian.signature(bytes, at, 3, 4)
        || LittleEndian.signature(bytes, at, 6, 6)
        || LittleEndian.signature(bytes, at, 5, 6);
  }
}
