package dev.redoubt.scan.internal.zip;

/// Reads numbers in zip headers.
final class LittleEndian {

  private LittleEndian() {}

  static int short16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  static long int32(byte[] bytes, int at) {
    return short16(bytes, at) | (long) short16(bytes, at + 2) << 16;
  }

  static long int64(byte[] bytes, int at) {
    return int32(bytes, at) | int32(bytes, at + 4) << 32;
  }

  /// `PK` and two more bytes.
  static boolean signature(byte[] bytes, int at, int third, int fourth) {
    return bytes.length >= at + 4
        && bytes[at] == 'P'
        && bytes[at + 1] == 'K'
        && bytes[at + 2] == third
        && bytes[at + 3] == fourth;
  }
}
