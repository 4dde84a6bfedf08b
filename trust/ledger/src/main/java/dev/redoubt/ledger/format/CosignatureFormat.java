package dev.redoubt.ledger.format;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The format of witness signatures: C2SP tlog-cosignature, version 1.
final class CosignatureFormat {

  private static final int TIME_LENGTH = 8;

  /// In bytes: the time, then an Ed25519 signature.
  static final int LENGTH = TIME_LENGTH + 64;

  private CosignatureFormat() {}

  /// Seconds since 1970; negative if out of the allowed range.
  static long time(byte[] cosignature) {
    return ByteBuffer.wrap(cosignature).getLong();
  }

  static byte[] signature(byte[] cosignature) {
    return Arrays.copyOfRange(cosignature, TIME_LENGTH, LENGTH);
  }

  static String message(String text, long time) {
    return "cosignature/v1\ntime " + time + "\n" + text;
  }
}
