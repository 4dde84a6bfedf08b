package dev.redoubt.template.function.strings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Computes the hashes behind two functions: for `uniqueString` a 64-bit hash derived from
/// MurmurHash3, in base 32; for `guid` a version 5 UUID.
final class NameHash {

  private static final int C1 = 0xab0e9789;
  private static final int C2 = 0x239b961b;
  private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final byte[] NAMESPACE =
      HexFormat.of().parseHex("11fb06fb712d4ddd98c7e71bbd588830");

  private NameHash() {}

  /// Returns the 13-character hash of a text.
  static String unique(String text) {
    long hash = hash64(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder out = new StringBuilder(13);
    for (int i = 0; i < 13; i++) {
      out.append(BASE_32.charAt((int) (hash >>> 59)));
      hash <<= 5;
    }
    return out.toString();
  }

  private static long hash64(byte[] data) {
    int h1 = 0;
    int h2 = 0;
    int at = 0;
    for (; at + 8 <= data.length; at += 8) {
      h1 = Integer.rotateLeft(h1 ^ mixFirst(word(data, at, 4)), 19) + h2;
      h1 = h1 * 5 + 1444728091;
      h2 = Integer.rotateLeft(h2 ^ mixSecond(word(data, at + 4, 4)), 13) + h1;
      h2 = h2 * 5 + 197830471;
    }
    int left = data.length - at;
    if (left > 0) {
      h1 ^= mixFirst(word(data, at, Math.min(left, 4)));
    }
    if (left > 4) {
      h2 ^= mixSecond(word(data, at + 4, left - 4));
    }
    h2 ^= data.length;
    h1 = (h1 ^ data.length) + h2;
    h2 += h1;
    h1 = spread(h1);
    h2 = spread(h2);
    h1 += h2;
    h2 += h1;
    return ((long) h2 << 32) | (h1 & 0xffffffffL);
  }

  private static int word(byte[] data, int at, int count) {
    int word = 0;
    for (int i = 0; i < count; i++) {
      word |= (data[at + i] & 0xff) << (8 * i);
    }
    return word;
  }

  private static int mixFirst(int word) {
    return Integer.rotateLeft(word * C2, 15) * C1;
  }

  private static int mixSecond(int word) {
    return Integer.rotateLeft(word * C1, 17) * C2;
  }

  private static int spread(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }

  /// Returns the UUID of a text in lower case.
  static String guid(String text) {
    MessageDigest sha1 = sha1();
    sha1.update(NAMESPACE);
    byte[] hash = sha1.digest(text.getBytes(StandardCharsets.UTF_8));
    hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
    hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
    String hex = HexFormat.of().formatHex(hash, 0, 16);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  /// Every Java platform has SHA-1; here it creates names and is not used for security.
  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform lacks SHA-1", e);
    }
  }
}
